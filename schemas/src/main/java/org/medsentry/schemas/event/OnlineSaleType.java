package org.medsentry.schemas.event;

/** What happened on a platform. */
public enum OnlineSaleType {
    LISTING,
    ORDER,
    DELISTING
}
