package org.medsentry.gateway.icsr;

/** Object identifiers of the ICH implementation guide for E2B(R3). */
final class CodeSystems {
    private static final String ICH = "2.16.840.1.113883.3.989.2.1.";

    static final String SAFETY_REPORT_ID = ICH + "3.1";
    static final String WORLDWIDE_ID = ICH + "3.2";
    static final String NULLIFICATION = ICH + "1.5";
    static final String SOURCE_OF_RECORD_NUMBER = ICH + "1.4";
    static final String OBSERVATION = ICH + "1.19";
    static final String CATEGORY = ICH + "1.20";
    static final String RELATED_REPORT = ICH + "1.22";
    static final String REPORT_CHARACTERISTIC = ICH + "1.23";
    static final String ACKNOWLEDGEMENT_KEY_WORD = ICH + "1.24";
    static final String ACKNOWLEDGEMENT_MESSAGE_SENDER = ICH + "3.15";
    static final String ACKNOWLEDGEMENT_MESSAGE_RECEIVER = ICH + "3.16";
    static final String ACKNOWLEDGEMENT_BATCH_SENDER = ICH + "3.17";
    static final String ACKNOWLEDGEMENT_BATCH_RECEIVER = ICH + "3.18";
    static final String LOCAL_REPORT_NUMBER = ICH + "3.19";
    static final String ACKNOWLEDGEMENT_BATCH_NUMBER = ICH + "3.20";
    static final String BATCH_NUMBER = ICH + "3.22";
    static final String MEDDRA = "2.16.840.1.113883.6.163";
    static final String INTERACTION = "2.16.840.1.113883.1.6";

    private CodeSystems() {}
}
