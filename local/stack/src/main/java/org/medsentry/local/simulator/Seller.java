package org.medsentry.local.simulator;

/**
 * A shop on a platform.
 *
 * @param licence the number it shows, or null
 * @param regionCode six digits, or null
 * @param priceFactor its prices against the reference prices
 */
record Seller(String platformId, String sellerId, String licence, String regionCode, double priceFactor) {}
