package org.medsentry.local.vaers;

/** A row that became no part of an event: where it stands and what is wrong with it. Never holds the row's values. */
record Rejection(String file, long line, String eventId, Reason reason, String message) {

    enum Reason {
        /** A value that every report needs is missing. */
        MISSING_FIELD,
        /** A value that every report needs cannot be read. */
        WRONG_TYPE,
        /** The row has another number of columns than the header. */
        MALFORMED_ROW,
        /** The report number was there before. */
        DUPLICATE,
        /** A row of vaccines or symptoms whose report no DATA file has. */
        ORPHAN
    }

    static Rejection of(VaersTable.Row row, String eventId, Reason reason, String message) {
        return new Rejection(row.file(), row.line(), eventId, reason, message);
    }

    /** One line for a person. */
    String sentence() {
        return file + " line " + line + ": " + message;
    }
}
