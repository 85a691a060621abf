package org.medsentry.streaming;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.medsentry.schemas.document.ActionResult;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.Trigger;

/**
 * What the life of alerts gives.
 *
 * @param alerts every revision that is to be seen
 * @param triggers whom to tell of what
 * @param results answers to actions, silences among them
 */
public record AlertStreams(DataStream<Alert> alerts, DataStream<Trigger> triggers, DataStream<ActionResult> results) {}
