package org.medsentry.schemas.reference;

import java.time.Instant;
import java.util.List;

/** A licence to sell medicines and the sellers who may use it, valid from {@code validFrom} to {@code validTo}, ends included. */
public record Licence(
        String licenceNumber,
        String holder,
        List<String> sellerIds,
        String regionCode,
        String scope,
        Instant validFrom,
        Instant validTo,
        LicenceStatus status)
        implements ReferenceRow {

    @Override
    public String id() {
        return licenceNumber;
    }
}
