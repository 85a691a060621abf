package org.medsentry.desk;

/**
 * How a rule fares in the running jobs, over all tasks; null where no task says.
 *
 * @param events records that the rule has looked at since its jobs started
 * @param partialMatches what is half matched at this moment
 * @param signals raised since its jobs started
 * @param failures how often judging a record by it threw
 * @param contained how often a limit held it back for a key
 */
public record RuleFigures(Long events, Long partialMatches, Long signals, Long failures, Long contained) {

    /** Of a rule that no task knows. */
    public static final RuleFigures NONE = new RuleFigures(null, null, null, null, null);

    RuleFigures plus(String metric, long value) {
        return switch (metric) {
            case "events" -> new RuleFigures(sum(events, value), partialMatches, signals, failures, contained);
            case "partialMatches" -> new RuleFigures(events, sum(partialMatches, value), signals, failures, contained);
            case "signals" -> new RuleFigures(events, partialMatches, sum(signals, value), failures, contained);
            case "failures" -> new RuleFigures(events, partialMatches, signals, sum(failures, value), contained);
            case "contained" -> new RuleFigures(events, partialMatches, signals, failures, sum(contained, value));
            default -> this;
        };
    }

    private static Long sum(Long known, long more) {
        return known == null ? more : known + more;
    }
}
