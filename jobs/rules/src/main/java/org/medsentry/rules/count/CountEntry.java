package org.medsentry.rules.count;

import java.util.List;
import org.medsentry.rules.Hit;
import org.medsentry.rules.Measure;

/**
 * One record as a counter keeps it. Immutable, so that a checkpoint that is being written may share it.
 *
 * @param time stream time, epoch milliseconds
 * @param id stands for the record among all versions of it
 * @param counts bit {@code i}: it contributes to measure {@code i}
 * @param values what it contributes to measure {@code i}: a fingerprint, or the bits of a number; null where no measure takes a
 *     value
 * @param pers fingerprint of the group of its own that measure {@code i} counts it in; null where no measure has such
 * @param groups null where the rule has none
 * @param county six digits, or 0 where the key is not rolled up
 */
public record CountEntry(
        long time,
        long id,
        int version,
        int counts,
        long[] values,
        long[] pers,
        String[] groups,
        int county,
        Citation citation)
        implements Contribution {

    private static final int COUNTY_DIGITS = 6;

    public static CountEntry of(Hit hit, List<Measure> measures, long time, long id, int version, Citation citation) {
        int size = measures.size();
        int counts = 0;
        long[] values = null;
        long[] pers = null;
        for (int index = 0; index < size; index++) {
            Object value = hit.values()[2 * index];
            if (value == null) {
                continue;
            }
            counts |= 1 << index;
            if (value instanceof Number number) {
                values = values == null ? new long[size] : values;
                values[index] = number instanceof Double sum ? Double.doubleToRawLongBits(sum) : number.longValue();
            }
            if (hit.values()[2 * index + 1] instanceof Long per) {
                pers = pers == null ? new long[size] : pers;
                pers[index] = per;
            }
        }
        int county = hit.values().length > 2 * size
                ? Integer.parseInt(((String) hit.values()[2 * size]).substring(0, COUNTY_DIGITS))
                : 0;
        String[] groups = hit.groups() == null ? null : hit.groups().toArray(String[]::new);
        return new CountEntry(time, id, version, counts, values, pers, groups, county, citation);
    }

    @Override
    public void addTo(Tally tally) {
        tally.add(this);
    }

    @Override
    public boolean isIn(String group) {
        if (groups == null || group == null) {
            return true;
        }
        for (String own : groups) {
            if (own.equals(group)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long records() {
        return 1;
    }

    boolean contributesTo(int measure) {
        return (counts >> measure & 1) != 0;
    }
}
