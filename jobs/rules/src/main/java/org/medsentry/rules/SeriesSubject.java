package org.medsentry.rules;

import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.reference.Category;

/**
 * What a series is about: what its key names and nothing else of the record that happened to come last. Rules over signals rest on it,
 * for instance on the category of a series by county and category.
 */
final class SeriesSubject {

    private SeriesSubject() {}

    static Hit of(Hit newest) {
        Subject of = newest.subject();
        boolean product = names(newest, "product");
        Subject subject = new Subject(
                product ? of.productCode() : null,
                product ? of.productName() : null,
                names(newest, "lot") ? of.lotNumber() : null,
                product ? of.category() : part(newest, "category"),
                product ? of.controlClass() : null,
                names(newest, "seller") ? of.sellerId() : null,
                names(newest, "sellerLicence") ? of.sellerLicence() : null,
                names(newest, "platform") ? of.platformId() : null,
                names(newest, "pharmacy") ? of.pharmacyId() : null,
                names(newest, "reporter") ? of.reporterId() : null,
                null,
                null,
                null);
        return new Hit(
                newest.watchId(),
                newest.key(),
                newest.met(),
                newest.values(),
                newest.groups(),
                newest.captures(),
                subject,
                newest.raises());
    }

    /** The product or category that the key names, for texts; null where it names none. */
    static String named(Hit series, Language language) {
        Subject subject = series.subject();
        if (subject.productCode() != null) {
            return subject.productName() == null
                    ? subject.productCode()
                    : subject.productName() + " " + subject.productCode();
        }
        Enum<?> category = subject.category() == null ? null : Words.constant(Category.class, subject.category());
        return category == null ? subject.category() : language.label(category);
    }

    private static boolean names(Hit hit, String word) {
        return place(hit, word) >= 0;
    }

    private static int place(Hit hit, String word) {
        String[] words = hit.key().type().split("\\+");
        for (int index = 0; index < words.length; index++) {
            if (words[index].equals(word)) {
                return index;
            }
        }
        return -1;
    }

    private static String part(Hit hit, String word) {
        int place = place(hit, word);
        String[] parts = hit.key().value().split("\\|", -1);
        return place < 0 || place >= parts.length || parts[place].isEmpty() ? null : parts[place];
    }
}
