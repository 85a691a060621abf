package org.medsentry.local.simulator;

import org.medsentry.schemas.event.Sex;

/**
 * A buyer or patient, the same in every record.
 *
 * @param county where the person lives, 6 digits
 * @param residence the county, or a street of it with 9 digits
 * @param token what senders that make their own pseudonyms send instead of the identity number
 */
record Person(
        String idNumber,
        String token,
        String phone,
        String name,
        int birthYear,
        Sex sex,
        String county,
        String residence) {}
