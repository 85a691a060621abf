package org.medsentry.dispatcher.message;

/**
 * What a receiver answered.
 *
 * @param retryAfter the header of that name, or null
 * @param body at most the first 64 KiB; what had come when the time was over
 */
public record Reply(int status, String retryAfter, byte[] body) {}
