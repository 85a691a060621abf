package org.medsentry.gateway.icsr;

import java.time.Instant;
import java.time.ZoneId;

/**
 * @param reportedAt the later of C.1.2 and C.1.5
 * @param awareAt C.1.4, or null
 * @param zone in which the dates of this message are days
 */
record ReportTimes(Instant reportedAt, Instant awareAt, ZoneId zone) {}
