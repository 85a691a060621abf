package org.medsentry.rules.count;

/** Where a log keeps the records that it has set aside, each segment by itself. */
public interface SegmentStore {

    /** @return what was written under this number and has not been removed since */
    CountLog read(int number);

    void write(int number, CountLog records);

    void remove(int number);
}
