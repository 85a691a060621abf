package org.medsentry.gateway.icsr;

/** The E2B(R3) elements that are read, so that a problem names the element as its sender knows it. */
enum E2bElement {
    MESSAGE_SENDER("N.2.r.2", "message sender", "sender/device/id", "/reporterId"),
    REPORT("C.1", "safety report", "controlActProcess/subject/investigationEvent", ""),
    CREATION("C.1.2", "date of creation", "controlActProcess/effectiveTime", "/reportedAt"),
    FIRST_RECEIVED("C.1.4", "first received", Paths.REPORT + "effectiveTime/low", "/awareAt"),
    MOST_RECENT("C.1.5", "most recent information", Paths.REPORT + "availabilityTime", "/reportedAt"),
    WORLDWIDE_ID("C.1.8.1", "worldwide case id", Paths.REPORT + "id[@root=3.2]", "/eventId"),
    NULLIFICATION(
            "C.1.11.1",
            "nullification or amendment",
            Paths.REPORT + "subjectOf2/investigationCharacteristic/value",
            "/nullified"),
    BIRTH("D.2.1", "birth date", Paths.PATIENT + "player1/birthTime", "/patient/birthYear"),
    AGE("D.2.2", "age", Paths.PATIENT + "subjectOf2/observation[code=3]/value", "/patient/birthYear"),
    WEIGHT("D.3", "body weight", Paths.PATIENT + "subjectOf2/observation[code=7]/value", "/patient/weightKg"),
    REACTION("E.i", "reaction", Paths.PATIENT + "subjectOf2/observation[code=29]", "/reactions"),
    REACTION_CODE("E.i.2.1b", "MedDRA code", Paths.REACTION + "value", "/reactions/code"),
    REACTION_START("E.i.4", "start of reaction", Paths.REACTION + "effectiveTime/low", "/occurredAt"),
    SERIOUSNESS("E.i.3.2", "seriousness", Paths.REACTION + "outboundRelationship2/observation/value", "/seriousness"),
    OUTCOME("E.i.7", "outcome", Paths.REACTION + "outboundRelationship2/observation[code=27]/value", "/outcome"),
    DRUG("G.k", "drug", Paths.PATIENT + "subjectOf2/organizer[code=4]/component/substanceAdministration", "/products"),
    DRUG_NAME(
            "G.k.2.2",
            "product name",
            Paths.PATIENT + "subjectOf2/organizer[code=4]/component/substanceAdministration/consumable/instanceOfKind"
                    + "/kindOfProduct/name",
            "/products/productName"),
    DRUG_ROLE(
            "G.k.1",
            "role of the drug",
            Paths.REPORT + "component/adverseEventAssessment/component/causalityAssessment[code=20]/value",
            "/products/role");

    private final String number;
    private final String meaning;
    private final String path;
    private final String pointer;

    E2bElement(String number, String meaning, String path, String pointer) {
        this.number = number;
        this.meaning = meaning;
        this.path = path;
        this.pointer = pointer;
    }

    String number() {
        return number;
    }

    String meaning() {
        return meaning;
    }

    /** Below its message. {@code 3.2} stands for the root 2.16.840.1.113883.3.989.2.1.3.2. */
    String path() {
        return path;
    }

    String pointer() {
        return pointer;
    }

    /** The element that a field of the record came from; the first where several did. */
    static E2bElement ofPointer(String pointer) {
        String field = pointer.replaceAll("/[0-9]+", "");
        return switch (field) {
            case "/reportedAt" -> CREATION;
            case "/reporterId" -> MESSAGE_SENDER;
            case "/patient/birthYear" -> BIRTH;
            case "/patient/weightKg" -> WEIGHT;
            case "/eventId" -> WORLDWIDE_ID;
            case "/awareAt" -> FIRST_RECEIVED;
            case "/occurredAt" -> REACTION_START;
            case "/outcome" -> OUTCOME;
            case "/seriousness" -> SERIOUSNESS;
            case "/products/role" -> DRUG_ROLE;
            default -> field.startsWith("/products") ? DRUG : field.startsWith("/reactions") ? REACTION_CODE : REPORT;
        };
    }

    private static final class Paths {
        static final String REPORT = "controlActProcess/subject/investigationEvent/";
        static final String PATIENT = REPORT + "component/adverseEventAssessment/subject1/primaryRole/";
        static final String REACTION = PATIENT + "subjectOf2/observation[code=29]/";
    }
}
