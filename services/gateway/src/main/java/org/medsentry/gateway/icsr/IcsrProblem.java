package org.medsentry.gateway.icsr;

import org.medsentry.schemas.document.DeadLetterReason;

/**
 * Why one message of a batch is not taken. It names no value of the message.
 *
 * @param element number of the E2B(R3) element, for instance {@code E.i.2.1b}
 * @param path where it lies below its message
 * @param pointer field of {@code adverse-reactions} that it would have become
 */
public record IcsrProblem(DeadLetterReason reason, String element, String path, String pointer, String message) {

    static IcsrProblem of(DeadLetterReason reason, E2bElement element, String message) {
        return new IcsrProblem(
                reason,
                element.number(),
                element.path(),
                element.pointer(),
                element.number() + " (" + element.meaning() + ") " + message);
    }
}
