package org.medsentry.local.vaers;

/** The figures of the summary while they grow. */
final class VaersCounts {
    long reports;
    long events;
    long deadLetters;
    long died;
    long onsetFromVaccination;
    long onsetFromReceipt;
    long datesAfterReceipt;
    long productsCapped;
    long reactionsCapped;
    long withoutVaccine;
    long withoutReaction;
    long unreadableValues;
    long rejectedRows;
}
