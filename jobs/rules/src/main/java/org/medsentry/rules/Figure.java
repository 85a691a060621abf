package org.medsentry.rules;

/** A figure of a window or of the moment, by its place among them. */
record Figure(int index) implements Node {

    @Override
    public Object value(Frame frame) {
        return frame.figures[index];
    }
}
