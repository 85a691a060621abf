package org.medsentry.local.cli;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.medsentry.console.ConsoleException;
import org.medsentry.console.identity.UsersException;
import org.medsentry.desk.DeskException;
import org.medsentry.local.stack.StackException;
import org.medsentry.schemas.privacy.KeyFileException;

/** What a user is told of a failure, in one line. */
final class FailureText {

    private FailureText() {}

    static String of(Throwable failure) {
        if (failure instanceof CommandException
                || failure instanceof StackException
                || failure instanceof DeskException
                || failure instanceof ConsoleException
                || failure instanceof UsersException
                || failure instanceof KeyFileException) {
            return failure.getMessage();
        }
        if (failure instanceof UncheckedIOException unchecked) {
            return of(unchecked.getCause());
        }
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + " may not be read or written";
        }
        String message = failure.getMessage() == null
                ? ""
                : ": " + failure.getMessage().lines().findFirst().orElse("");
        return failure.getClass().getSimpleName() + message + " (--verbose shows where)";
    }
}
