package org.medsentry.gateway.icsr;

import java.time.ZoneId;

/**
 * What a report does not say itself.
 *
 * @param source the network that sends it
 * @param regionCode where its cases are reported, 6 digits; null where neither request nor key says so
 * @param zone of dates in messages that name no offset at all
 */
public record IcsrContext(String source, String regionCode, ZoneId zone) {}
