package org.medsentry.gateway.icsr;

import org.medsentry.schemas.document.DeadLetterReason;

/** Ends the reading of one message with its problem; expected, so without a stack trace. */
final class IcsrProblemException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient IcsrProblem problem;

    private IcsrProblemException(IcsrProblem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    static IcsrProblemException missing(E2bElement element) {
        return new IcsrProblemException(IcsrProblem.of(DeadLetterReason.MISSING_FIELD, element, "is missing"));
    }

    static IcsrProblemException constraint(E2bElement element, String message) {
        return new IcsrProblemException(IcsrProblem.of(DeadLetterReason.CONSTRAINT, element, message));
    }

    /** The one thing a record needs that no element of E2B(R3) says. */
    static IcsrProblemException region(DeadLetterReason reason, String message) {
        return new IcsrProblemException(new IcsrProblem(reason, "", "", "/regionCode", message));
    }

    IcsrProblem problem() {
        return problem;
    }
}
