package org.medsentry.gateway.reception;

/**
 * The answer for one record.
 *
 * @param index place within the request, from 0
 * @param eventId as the record says, null where it could not be told
 * @param reason null where the record is ACCEPTED or DUPLICATE
 * @param pointer JSON pointer to the field at fault, empty for the whole record; null where there is no reason
 * @param message for people, without any value of the record; null where there is no reason
 */
public record RecordResult(
        int index, String eventId, RecordStatus status, RefusalReason reason, String pointer, String message) {}
