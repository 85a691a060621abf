package org.medsentry.schemas.privacy;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The shape of a record that could not be judged: enough to see what is wrong with it, nothing of what it says. JSON
 * punctuation and the property names of the contracts stay; every other letter becomes x and every other digit 9. It works
 * on any bytes, because what ends here is often no JSON at all.
 */
public final class MaskedPreview {
    /** Length of the longest preview in characters. */
    public static final int MAX_LENGTH = 512;

    private static final int MAX_NAME_LENGTH = 32;
    private static final Set<String> NAMES = Set.of(
            "approvalNumber",
            "awareAt",
            "birthYear",
            "buyer",
            "categories",
            "channel",
            "channels",
            "class",
            "code",
            "controlClass",
            "dosageForm",
            "effectiveAt",
            "eventId",
            "expectedness",
            "holder",
            "idNumber",
            "licenceNumber",
            "lotNumber",
            "lotNumbers",
            "manufacturerId",
            "minLevel",
            "name",
            "nameEn",
            "nameZh",
            "nullified",
            "occurredAt",
            "onlineBanReason",
            "onlineBanned",
            "outcome",
            "parent",
            "patient",
            "pharmacistId",
            "pharmacyId",
            "phone",
            "platformId",
            "population",
            "prescriptionId",
            "prescriptionOnly",
            "prescriptionVerified",
            "price",
            "productCode",
            "productName",
            "products",
            "publishedAt",
            "publishedBy",
            "quantity",
            "reactions",
            "recallId",
            "receiptId",
            "referencePrice",
            "regionCode",
            "regionPrefix",
            "reportedAt",
            "reporterId",
            "reporterType",
            "residenceRegionCode",
            "riskClasses",
            "role",
            "route",
            "ruleId",
            "scope",
            "sellerId",
            "sellerIds",
            "sellerLicence",
            "sellerRegionCode",
            "seriousness",
            "sex",
            "shipRegionCode",
            "source",
            "state",
            "status",
            "symptoms",
            "systemOrganClass",
            "temperatureC",
            "term",
            "token",
            "topics",
            "traceCode",
            "type",
            "unitId",
            "unitPrice",
            "url",
            "validFrom",
            "validTo",
            "version",
            "weightKg",
            "yaml");

    private MaskedPreview() {}

    /** At most {@value #MAX_LENGTH} characters that hold no value of the record, whatever the bytes are. */
    public static String of(byte[] bytes) {
        // A character has at most four bytes; a few more let the last name be recognised.
        int readable = Math.min(bytes.length, 4 * (MAX_LENGTH + MAX_NAME_LENGTH));
        String text = new String(bytes, 0, readable, StandardCharsets.UTF_8);
        StringBuilder preview = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
        int position = 0;
        while (position < text.length() && preview.length() < MAX_LENGTH) {
            int nameEnd = text.charAt(position) == '"' ? endOfName(text, position) : -1;
            if (nameEnd > 0) {
                preview.append(text, position, nameEnd);
                position = nameEnd;
            } else {
                int character = text.codePointAt(position);
                preview.append(mask(character));
                position += Character.charCount(character);
            }
        }
        preview.setLength(Math.min(preview.length(), MAX_LENGTH));
        return preview.toString();
    }

    /** Behind the closing quote, if a known property name and then a colon stand here; else -1. */
    private static int endOfName(String text, int openingQuote) {
        int closingQuote = text.indexOf('"', openingQuote + 1);
        if (closingQuote < 0
                || closingQuote > openingQuote + MAX_NAME_LENGTH
                || !NAMES.contains(text.substring(openingQuote + 1, closingQuote))) {
            return -1;
        }
        int next = closingQuote + 1;
        while (next < text.length() && " \t\r\n".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        return next < text.length() && text.charAt(next) == ':' ? closingQuote + 1 : -1;
    }

    private static char mask(int character) {
        if (Character.isDigit(character)) {
            return '9';
        }
        if (character == '\t' || character == '\n' || character == '\r') {
            return ' ';
        }
        boolean plainMark = character >= ' ' && character <= '~' && !Character.isLetter(character);
        return plainMark ? (char) character : 'x';
    }
}
