package org.medsentry.streaming.alert.life;

import java.time.Instant;

/**
 * What is remembered of an alert that was closed: its successor names it, and who acts on it is told that it is closed.
 *
 * @param revision its last one
 * @param told whether anybody was told of it
 * @param forgetAt when this memory ends
 */
public record ClosedAlert(String alertId, int revision, boolean told, Instant forgetAt) {}
