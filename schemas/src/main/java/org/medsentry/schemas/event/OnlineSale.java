package org.medsentry.schemas.event;

import java.time.Instant;
import org.medsentry.schemas.Stream;

/**
 * A listing, an order or a delisting on a sales platform (网络销售信号), checked and pseudonymised.
 *
 * @param price CNY per package
 * @param quantity packages; required for an order
 * @param buyer only on orders, else null
 */
public record OnlineSale(
        String eventId,
        String source,
        Instant occurredAt,
        OnlineSaleType type,
        String platformId,
        String sellerId,
        String sellerLicence,
        String sellerRegionCode,
        String url,
        String productCode,
        String productName,
        String approvalNumber,
        String lotNumber,
        String traceCode,
        Double price,
        Integer quantity,
        OnlineBuyer buyer,
        Boolean prescriptionVerified)
        implements StreamRecord {

    @Override
    public Stream stream() {
        return Stream.ONLINE_SALES;
    }

    @Override
    public Instant streamTime() {
        return occurredAt;
    }

    @Override
    public String regionCode() {
        return sellerRegionCode;
    }
}
