package org.medsentry.gateway.icsr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What became of one message of a batch: a record or a problem.
 *
 * @param index its place in the batch, from 0
 * @param messageNumber N.2.r.1, or null
 * @param senderId N.2.r.2, or null
 * @param receiverId N.2.r.3, or null
 * @param createdAt C.1.2 (N.2.r.4 where it is missing) as it was written, or null
 * @param safetyReportId C.1.1, or null
 * @param worldwideId C.1.8.1, or null
 * @param record of {@code adverse-reactions}, not yet pseudonymised; null if there is a problem
 * @param notes what of the report the record does not carry, for people
 * @param problem null if there is a record
 */
public record IcsrMessage(
        int index,
        String messageNumber,
        String senderId,
        String receiverId,
        String createdAt,
        String safetyReportId,
        String worldwideId,
        ObjectNode record,
        List<String> notes,
        IcsrProblem problem) {}
