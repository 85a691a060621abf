package org.medsentry.dispatcher.status;

import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.medsentry.dispatcher.Dispatcher;
import org.medsentry.dispatcher.delivery.ChannelFigures;

/** The dispatcher's figures in the text format of Prometheus. */
final class MetricsText {
    private static final String PREFIX = "medsentry_dispatcher_";

    private final StringBuilder text = new StringBuilder();
    private final Map<String, ChannelFigures> channels;

    private MetricsText(Map<String, ChannelFigures> channels) {
        this.channels = channels;
    }

    static String of(Dispatcher dispatcher) {
        MetricsText metrics = new MetricsText(dispatcher.figures());
        metrics.value("triggers_read_total", "counter", "Triggers read.", dispatcher.triggersRead());
        metrics.value(
                "triggers_rejected_total", "counter", "Records that were no triggers.", dispatcher.triggersRejected());
        metrics.ofChannels("attempts_total", "counter", "Requests that came to an end.", ChannelFigures::attempts);
        metrics.ofChannels("delivered_total", "counter", "Deliveries that arrived.", ChannelFigures::delivered);
        metrics.ofChannels(
                "failed_attempts_total", "counter", "Attempts that failed and are repeated.", ChannelFigures::retried);
        metrics.ofChannels("given_up_total", "counter", "Deliveries given up.", ChannelFigures::givenUp);
        metrics.ofChannels(
                "delivery_seconds_total",
                "counter",
                "Seconds from making a trigger to its delivery, summed.",
                figures -> figures.deliveryMillis() / 1000.0);
        metrics.ofChannels("held", "gauge", "Deliveries that are not over.", ChannelFigures::held);
        metrics.ofChannels("in_flight", "gauge", "Requests under way.", ChannelFigures::inFlight);
        metrics.ofChannels(
                "circuit", "gauge", "0 in use, 1 on trial, 2 left alone after failures.", ChannelFigures::circuit);
        return metrics.text.toString();
    }

    private void value(String name, String type, String help, double value) {
        head(name, type, help);
        text.append(PREFIX).append(name).append(' ').append(number(value)).append('\n');
    }

    private void ofChannels(String name, String type, String help, ToDoubleFunction<ChannelFigures> value) {
        head(name, type, help);
        channels.forEach((channel, figures) -> text.append(PREFIX)
                .append(name)
                .append("{channel=\"")
                .append(channel.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
                .append("\"} ")
                .append(number(value.applyAsDouble(figures)))
                .append('\n'));
    }

    private void head(String name, String type, String help) {
        text.append("# HELP ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(help)
                .append('\n');
        text.append("# TYPE ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(type)
                .append('\n');
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
