package org.medsentry.local.simulator;

/**
 * A pharmacy.
 *
 * @param index its number from 0
 * @param priceFactor its prices against the reference prices
 */
record Pharmacy(int index, String id, String county, Network network, boolean openAtNight, double priceFactor) {

    /** Whether the same buyer bears the same identity here and at other such pharmacies, and records come at once. */
    boolean isPlain() {
        return network.upload() == Network.Upload.AT_ONCE && network.identity() == Network.Identity.FULL;
    }
}
