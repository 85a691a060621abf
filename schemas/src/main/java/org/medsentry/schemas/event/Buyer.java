package org.medsentry.schemas.event;

import java.util.List;

/**
 * A buyer behind the ingest step.
 *
 * @param token keyed pseudonym of the identity number or of the sender's own token
 * @param phoneToken keyed pseudonym of the phone number, or null
 * @param residenceRegionCode 6 digits (county) or 9 digits (street or town), or null
 * @param temperatureC degrees Celsius, 30..45, or null
 */
public record Buyer(
        String token,
        String phoneToken,
        Integer birthYear,
        Sex sex,
        String residenceRegionCode,
        Double temperatureC,
        List<Symptom> symptoms) {}
