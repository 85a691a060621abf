package org.medsentry.gateway.body;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;
import org.medsentry.gateway.reception.RefusalReason;
import org.medsentry.gateway.reception.Submission;

/** Feeds what a body holds to a submission, record by record while it is read. */
public final class BodyFeed {
    /** Between two looks at the allowance. */
    private static final int CHARGED_AT_ONCE = 1_000;

    private BodyFeed() {}

    /**
     * Reads the body to its end, or as far as it can be read; what cannot be read gets one place in the answer.
     *
     * @param most records that a request may hold
     * @param charge is told how many records were read, again and again
     * @throws BodyException if not one record could be told apart
     * @throws IOException if the sender has gone
     */
    public static void feed(BodyForm form, InputStream body, Submission submission, int most, IntConsumer charge)
            throws IOException {
        RecordBody records = RecordBody.of(form, body);
        int charged = 0;
        try {
            for (byte[] record = records.next(); record != null; record = records.next()) {
                if (submission.size() == most) {
                    throw new BodyException(
                            RefusalReason.TOO_MANY_RECORDS,
                            "a request may hold " + most + " records; what follows was not read");
                }
                submission.offer(record);
                if (submission.size() - charged == CHARGED_AT_ONCE) {
                    charge.accept(CHARGED_AT_ONCE);
                    charged += CHARGED_AT_ONCE;
                }
            }
        } catch (BodyException unreadable) {
            if (submission.size() == 0) {
                throw unreadable;
            }
            submission.refuse(null, unreadable.reason(), "", unreadable.getMessage());
        } finally {
            charge.accept(submission.size() - charged);
        }
    }
}
