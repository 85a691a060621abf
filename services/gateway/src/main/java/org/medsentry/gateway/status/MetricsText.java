package org.medsentry.gateway.status;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** The gateway's figures in the text format of Prometheus. */
public final class MetricsText {
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final String PREFIX = "medsentry_gateway_";

    private final StringBuilder text = new StringBuilder();

    private MetricsText() {}

    /** @param pendingBytes bytes that Kafka has not acknowledged yet */
    public static String of(GatewayFigures figures, boolean ready, long inFlight, long pendingBytes) {
        MetricsText metrics = new MetricsText();
        metrics.value("ready", "gauge", "1 while Kafka takes records.", ready ? 1 : 0);
        metrics.value("requests_in_flight", "gauge", "Requests under way.", inFlight);
        metrics.value("pending_bytes", "gauge", "Bytes that Kafka has not acknowledged yet.", pendingBytes);
        metrics.value("body_bytes_total", "counter", "Bytes of bodies as transferred.", figures.bodyBytes());
        metrics.value(
                "request_seconds_total",
                "counter",
                "Seconds that requests took, summed.",
                figures.requestMillis() / 1000.0);
        metrics.values(
                "requests_total", "Requests by answer.", figures.requests(), status -> "status=\"" + status + "\"");
        metrics.values(
                "records_total",
                "Records by what became of them.",
                figures.records(),
                figure -> "source=\"" + escaped(figure.source()) + "\",stream=\""
                        + figure.stream().id() + "\",result=\"" + figure.status() + "\"");
        metrics.values(
                "rejected_total",
                "Rejected records by reason.",
                figures.refusals(),
                figure -> "source=\"" + escaped(figure.source()) + "\",stream=\""
                        + figure.stream().id() + "\",reason=\"" + figure.reason() + "\"");
        return metrics.text.toString();
    }

    private void value(String name, String type, String help, double value) {
        head(name, type, help);
        text.append(PREFIX).append(name).append(' ').append(number(value)).append('\n');
    }

    private <K> void values(String name, String help, Map<K, LongAdder> values, Function<K, String> labels) {
        head(name, "counter", help);
        values.forEach((key, value) -> text.append(PREFIX)
                .append(name)
                .append('{')
                .append(labels.apply(key))
                .append("} ")
                .append(value.sum())
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

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
