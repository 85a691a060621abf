package org.medsentry.local.vaers;

import java.util.List;

/**
 * The account of an import: {@code reports = events + deadLetters} always holds.
 *
 * @param files input files read
 * @param reports rows of the DATA files
 * @param events lines of {@code adverse-reactions.jsonl}
 * @param deadLetters reports that became a line of {@code dead-letters.jsonl}
 * @param died reports among the events with DIED = Y
 * @param products lines of {@code products.jsonl}
 * @param terms distinct reaction terms
 * @param onsetFromVaccination events whose onset is the day of vaccination
 * @param onsetFromReceipt events whose onset is the day of receipt
 * @param datesAfterReceipt dates of onset or vaccination set aside because they lie after the receipt
 * @param productsCapped events that had more than 20 products
 * @param reactionsCapped events that had more than 30 distinct reactions
 * @param withoutVaccine events that had no VAX row
 * @param withoutReaction events that had no reaction term
 * @param unreadableValues optional values left out because they cannot be read
 * @param rejectedRows rows of VAX and SYMPTOMS files that belong to no report or cannot be read; each is a line of {@code
 *     dead-letters.jsonl}, too
 * @param firstRejections what is wrong with the first dead letters and rejected rows, each with file and line
 */
public record VaersImportSummary(
        int files,
        long reports,
        long events,
        long deadLetters,
        long died,
        long products,
        long terms,
        long onsetFromVaccination,
        long onsetFromReceipt,
        long datesAfterReceipt,
        long productsCapped,
        long reactionsCapped,
        long withoutVaccine,
        long withoutReaction,
        long unreadableValues,
        long rejectedRows,
        List<String> firstRejections) {}
