package org.medsentry.local.simulator;

/** The stories that can be hidden in a month; {@link #id()} is the name in truth, event numbers and options. */
public enum Scenario {
    FEVER_BUYERS("fever-buyers", "feverish people of different counties buy medicines of the four kinds"),
    EPHEDRINE_OVER_LIMIT("ephedrine-over-limit", "more than two packages of an ephedrine compound on one receipt"),
    RECALLED_LOT_SOLD("recalled-lot-sold", "pharmacies go on selling lots under recall"),
    PRESCRIPTION_MISSING("prescription-missing", "one pharmacy sells prescription medicines without prescriptions"),
    DEATH_CLUSTER("death-cluster", "three patients die after the same lot within five days"),
    SERIOUS_UNLISTED("serious-unlisted", "serious reactions that the leaflet does not list"),
    LATE_REPORTS("late-reports", "a holder reports after the deadline"),
    HIGH_RISK_PRODUCT("high-risk-product", "a death after a vaccine, which weighs one level more"),
    ONLINE_BANNED("online-banned", "a seller lists and sells what must not be sold online"),
    ONLINE_LICENCE_MISSING("online-licence-missing", "a seller without a licence"),
    ONLINE_LICENCE_UNKNOWN("online-licence-unknown", "a licence number that is in no register"),
    ONLINE_LICENCE_EXPIRED("online-licence-expired", "a seller whose licence has run out"),
    ONLINE_LICENCE_SUSPENDED("online-licence-suspended", "a seller whose licence is suspended"),
    ONLINE_LICENCE_OF_ANOTHER("online-licence-of-another", "a seller with somebody else's licence"),
    ONLINE_PRESCRIPTION_UNVERIFIED("online-prescription-unverified", "prescription orders without verification"),
    ONLINE_RECALLED_LOT("online-recalled-lot", "orders of lots under recall"),
    EPHEDRINE_RING("ephedrine-ring", "four buyers of one county each go to three pharmacies within a day"),
    OPIOID_SHOPPING("opioid-shopping", "one buyer with prescriptions from several doctors within a week"),
    FOUR_KINDS_REPEAT("four-kinds-repeat", "one buyer, three purchases of the four kinds, two pharmacies, two days"),
    FEVER_CLUSTER("fever-cluster", "twelve feverish buyers of one county within a day"),
    TRACE_CLONED("trace-cloned", "one trace code at a pharmacy and in an online order"),
    TRACE_DUPLICATED("trace-duplicated", "one trace code on receipts of two pharmacies"),
    LOT_HAZARD("lot-hazard", "a lot that harms patients is still being sold"),
    LICENCE_SHARED("licence-shared", "three sellers with one licence"),
    RELISTING("relisting", "what was delisted is listed again four days later"),
    PRICE_ANOMALY("price-anomaly", "a price at a quarter of the usual one"),
    ONLINE_EPHEDRINE_SPLITTING("online-ephedrine-splitting", "one buyer orders from three sellers within a day"),
    FLU_SURGE("flu-surge", "antipyretics rise day by day in one county, with more and more fever"),
    BAD_RECORDS("bad-records", "records of every stream that break the contract, in each possible way"),
    DUPLICATES("duplicates", "records that a sender sends twice"),
    VERY_LATE("very-late", "sales that arrive more than 48 hours after the fact");

    private final String id;
    private final String story;

    Scenario(String id, String story) {
        this.id = id;
        this.story = story;
    }

    public String id() {
        return id;
    }

    /** One sentence for people. */
    public String story() {
        return story;
    }

    /** @throws IllegalArgumentException if no scenario has this id */
    public static Scenario of(String id) {
        for (Scenario scenario : values()) {
            if (scenario.id.equals(id)) {
                return scenario;
            }
        }
        throw new IllegalArgumentException("unknown scenario: " + id);
    }
}
