/**
 * Turns the public files of the United States' Vaccine Adverse Event Reporting System into the contracts of MedSentry, so
 * that the product can be judged on reports that really came in.
 *
 * <h2>What becomes of a report</h2>
 *
 * <p>Each row of a DATA file ends exactly once: as a line of {@code adverse-reactions.jsonl}, or as a line of {@code
 * dead-letters.jsonl} with file, line, reason and message. The lines of {@code adverse-reactions.jsonl} are sorted by
 * receipt and report number.
 *
 * <table>
 * <caption>Fields</caption>
 * <tr><th>field</th><th>from</th></tr>
 * <tr><td>eventId, source</td><td>{@code VAERS-} and VAERS_ID; {@code VAERS}</td></tr>
 * <tr><td>reportedAt</td><td>RECVDATE. A date becomes the first instant of that day in America/New_York, which falls
 * on the same date in UTC and in Asia/Shanghai</td></tr>
 * <tr><td>occurredAt</td><td>ONSET_DATE; where it is missing, unreadable or later than the receipt, VAX_DATE under the
 * same conditions, and else RECVDATE</td></tr>
 * <tr><td>awareAt</td><td>never: the files do not say when the reporter learned of the case</td></tr>
 * <tr><td>reporterType</td><td>MAH where SPLTTYPE holds a manufacturer's number; VACCINATION_SITE where it holds the
 * number of a state's immunisation programme; without SPLTTYPE by V_ADMINBY: PUB, PVT, MIL and SCH are
 * VACCINATION_SITE, PHM is PHARMACY, all others INDIVIDUAL</td></tr>
 * <tr><td>regionCode</td><td>the reserved code 99 + state number (FIPS) + 00; 990000 where STATE says nothing</td></tr>
 * <tr><td>patient</td><td>SEX; birthYear from AGE_YRS, or CAGE_YR and CAGE_MO, counted back from VAX_DATE, ONSET_DATE
 * or RECVDATE, the first that is there. No identity, hence no token: each report is a patient of its own</td></tr>
 * <tr><td>products</td><td>one a VAX row, SUSPECT; lotNumber where VAX_LOT has 1 to 32 characters and is not a word for
 * "unknown"; a report without a VAX row gets VAERS's own UNK of UNKNOWN MANUFACTURER. The first 20 are kept</td></tr>
 * <tr><td>productCode</td><td>8699 (reserved for this import) + 10 digits from SHA-256 of vaccine type and
 * manufacturer</td></tr>
 * <tr><td>reactions</td><td>the distinct terms of SYMPTOM1 to SYMPTOM5 of all rows, the first 30; the code is {@code
 * VAERS-} + 12 hexadecimal digits from SHA-256 of the term in lower case. A report without a term gets the one reaction
 * {@code VAERS-UNCODED}</td></tr>
 * <tr><td>seriousness</td><td>DIED: DEATH, L_THREAT: LIFE_THREATENING, HOSPITAL: HOSPITALISATION, DISABLE: DISABILITY,
 * and BIRTH_DEFECT (in files from 2017 on): CONGENITAL_ANOMALY</td></tr>
 * <tr><td>outcome</td><td>DIED: FATAL; else RECOVD Y: RECOVERED, N: NOT_RECOVERED; else UNKNOWN</td></tr>
 * <tr><td>expectedness</td><td>UNKNOWN</td></tr>
 * </table>
 *
 * <p>The free text of a report is never read into memory longer than its row takes, and never written.
 */
package org.medsentry.local.vaers;
