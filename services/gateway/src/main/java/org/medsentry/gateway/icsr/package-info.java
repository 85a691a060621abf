/**
 * Individual case safety reports (ICH E2B(R3), HL7 v3 XML) as records of {@code adverse-reactions}.
 *
 * <p>E2B(R3) and our records ask different questions, so this page says what becomes of what. Numbers are those of the ICH
 * implementation guide.
 *
 * <table>
 * <caption>Fields</caption>
 * <tr><th>field</th><th>from</th></tr>
 * <tr><td>eventId</td><td>C.1.8.1, the worldwide case id, which stays the same when a report is passed on; C.1.1 where it is
 * missing. Longer than 64 characters: the first 47, {@code ~} and 16 hexadecimal digits of its SHA-256</td></tr>
 * <tr><td>version</td><td>E2B(R3) has none: seconds from 2000-01-01T00:00:00Z to the later of C.1.2 (creation) and C.1.5 (most
 * recent information). See {@link org.medsentry.gateway.icsr.ReportVersions} for reports that differ under the same times</td></tr>
 * <tr><td>nullified</td><td>C.1.11.1 is 1 (nullification); 2 (amendment) is a version like any other</td></tr>
 * <tr><td>reportedAt</td><td>the later of C.1.2 and C.1.5</td></tr>
 * <tr><td>awareAt</td><td>C.1.4, unless it is later than reportedAt</td></tr>
 * <tr><td>occurredAt</td><td>the earliest E.i.4 that is not later than reportedAt; else C.1.4, else reportedAt</td></tr>
 * <tr><td>reporterType</td><td>MAH where C.3.1 is 1 (company); else by C.2.r.4 of the primary source (C.2.r.5 is 1): 1 and 3
 * HOSPITAL, 2 PHARMACY, 4 and 5 INDIVIDUAL; without one, C.3.1 3 HOSPITAL and others INDIVIDUAL</td></tr>
 * <tr><td>reporterId</td><td>N.2.r.2, the sender of the message</td></tr>
 * <tr><td>regionCode</td><td>E2B(R3) knows countries only: the request says it, or the key's own region</td></tr>
 * <tr><td>patient</td><td>birthYear from D.2.1, else D.2.2 counted back from the onset; sex from D.5; weightKg from D.3; token
 * from a record number (D.1.1.3, .1, .2, .4) together with initials, birth date and sex, since numbers of two clinics can be
 * the same. Names go no further</td></tr>
 * <tr><td>products</td><td>G.k, role by G.k.1, suspects first; one for each lot (G.k.4.r.7). What was not administered (role 4)
 * is left out. At most 20</td></tr>
 * <tr><td>productCode</td><td>see {@link org.medsentry.gateway.icsr.ProductCodes}</td></tr>
 * <tr><td>reactions</td><td>E.i.2.1b as it stands (E2B(R3) asks for the lowest level term; without a MedDRA dictionary it
 * cannot be raised to the preferred term); the term is its display name, E.i.1.2 or E.i.1.1a. At most 30</td></tr>
 * <tr><td>seriousness</td><td>E.i.3.2a to f, true for any reaction</td></tr>
 * <tr><td>outcome</td><td>the worst E.i.7: fatal, not recovered, sequelae, recovering, recovered, unknown</td></tr>
 * <tr><td>expectedness</td><td>UNKNOWN: E2B(R3) does not carry it</td></tr>
 * </table>
 *
 * <p>A date is the first instant of its day (month, year) at the UTC offset that C.1.2 names, else in the configured zone.
 * Narratives (H), attachments and all other elements are never kept.
 */
package org.medsentry.gateway.icsr;
