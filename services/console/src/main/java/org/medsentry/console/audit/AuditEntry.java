package org.medsentry.console.audit;

import org.medsentry.console.identity.Session;
import org.medsentry.console.identity.User;

/**
 * What somebody did or saw. No personal data: targets are ids of alerts, rules, dead letters, and details are of a fixed form or
 * what the person gave as a reason.
 *
 * @param what such as {@code evidence.read}; the first part says about what
 * @param target the id of what it was done to, or null
 * @param detail further ids, a reason; or null
 * @param address where the request came from
 */
public record AuditEntry(String user, String role, String what, String target, String detail, String address) {

    private static final int LONGEST_DETAIL = 1000;

    public AuditEntry {
        detail = detail == null || detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
    }

    public static AuditEntry of(Session session, String address, String what, String target, String detail) {
        User user = session.user();
        return new AuditEntry(user.id(), user.role().name(), what, target, detail, address);
    }
}
