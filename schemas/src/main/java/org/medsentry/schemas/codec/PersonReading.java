package org.medsentry.schemas.codec;

import java.io.IOException;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.privacy.IdentityNumber;
import org.medsentry.schemas.privacy.Pseudonymiser;

/**
 * The identifying fields of a buyer or patient while a record is being read. This is the only place that sees them, and
 * pseudonyms are all it gives away. Where a sender names both, the document number counts: it matches across senders.
 */
final class PersonReading {
    private static final int MAX_NUMBER_LENGTH = 64;

    private String idNumber;
    private String senderToken;
    private String phone;

    void readIdNumber(FieldReader in) throws RecordException, IOException {
        idNumber = in.visibleText(MAX_NUMBER_LENGTH);
    }

    void readToken(FieldReader in) throws RecordException, IOException {
        senderToken = in.visibleText(Integer.MAX_VALUE);
    }

    void readPhone(FieldReader in) throws RecordException, IOException {
        phone = in.text();
    }

    /** A name is personal data that nothing needs. It is checked, because a record is checked as a whole, and dropped. */
    static void dropName(FieldReader in) throws RecordException, IOException {
        in.text();
    }

    boolean isNamed() {
        return idNumber != null || senderToken != null;
    }

    /**
     * Pseudonym of the person, null where the record names none.
     *
     * @param pointer of the document number
     * @throws RecordException if a resident identity number has the wrong check character
     */
    String token(Pseudonymiser pseudonymiser, String source, String pointer) throws RecordException {
        if (idNumber != null) {
            String number = IdentityNumber.normalise(idNumber);
            if (IdentityNumber.isResidentNumber(number) && !IdentityNumber.checkCharacterHolds(number)) {
                throw new RecordException(
                        DeadLetterReason.CONSTRAINT,
                        pointer,
                        pointer
                                + " has the shape of a resident identity number but not its check character (GB 11643)");
            }
            return pseudonymiser.person(number);
        }
        return senderToken == null ? null : pseudonymiser.senderToken(source, senderToken);
    }

    /** Pseudonym of the phone number, null where there is none. */
    String phoneToken(Pseudonymiser pseudonymiser, String source) {
        return phone == null || IdentityNumber.isBlank(phone) ? null : pseudonymiser.phone(source, phone);
    }
}
