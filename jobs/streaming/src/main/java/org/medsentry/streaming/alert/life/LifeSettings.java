package org.medsentry.streaming.alert.life;

import java.io.Serializable;
import java.time.Duration;
import org.medsentry.schemas.document.Level;

/**
 * What can be chosen about the life of alerts.
 *
 * @param wallClock false in a backtest: there nobody is there to acknowledge, so nothing escalates, and triggers bear the time of
 *     the signal
 * @param triggerLevel from which level on emergency teams are told that an alert opened or climbed
 * @param memory how long a closed alert and the ids of actions are remembered
 */
public record LifeSettings(boolean wallClock, Level triggerLevel, EscalationTimes escalationTimes, Duration memory)
        implements Serializable {}
