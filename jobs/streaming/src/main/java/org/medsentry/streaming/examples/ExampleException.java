package org.medsentry.streaming.examples;

/** An event of an example breaks the contract of its stream, so that the example says nothing about the rule. */
final class ExampleException extends Exception {

    private static final long serialVersionUID = 1;

    ExampleException(int line, String message) {
        super("the event in line " + line + " " + message, null, false, false);
    }
}
