package org.medsentry.bench.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/** Where the time of a run went, from its flight recording: the methods on top of the stack, and the first of ours below them. */
final class ProfileSummary {

    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final String OURS = "org.medsentry.";
    private static final String NOT_OURS = OURS + "bench.";

    private ProfileSummary() {}

    /** @param rows how many of each kind */
    static List<String> of(Path recording, int rows) {
        Map<String, Integer> onTop = new HashMap<>();
        Map<String, Integer> ours = new HashMap<>();
        int samples = 0;
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals(SAMPLE) && event.getStackTrace() != null) {
                    List<RecordedFrame> frames = event.getStackTrace().getFrames();
                    samples++;
                    onTop.merge(name(frames.get(0).getMethod()), 1, Integer::sum);
                    ours.merge(firstOfOurs(frames), 1, Integer::sum);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        List<String> lines = new ArrayList<>();
        lines.add(samples + " samples; on top of the stack:");
        lines.addAll(largest(onTop, samples, rows));
        lines.add("nearest method of MedSentry:");
        lines.addAll(largest(ours, samples, rows));
        return lines;
    }

    private static String firstOfOurs(List<RecordedFrame> frames) {
        return frames.stream()
                .map(frame -> name(frame.getMethod()))
                .filter(name -> name.startsWith(OURS) && !name.startsWith(NOT_OURS))
                .findFirst()
                .orElse("(none)");
    }

    private static String name(RecordedMethod method) {
        return method.getType().getName() + "." + method.getName();
    }

    private static List<String> largest(Map<String, Integer> counts, int samples, int rows) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(rows)
                .map(entry ->
                        String.format(Locale.ROOT, "%5.1f %%  %s", 100.0 * entry.getValue() / samples, entry.getKey()))
                .toList();
    }
}
