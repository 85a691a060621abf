package org.medsentry.dispatcher.channel;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every channel that the dispatcher knows, found by the name that a unit gives.
 *
 * @param sender who CAP alerts say they come from
 */
public record ChannelDirectory(String sender, List<ChannelSettings> channels) {

    public static final String DEFAULT_SENDER = "medsentry";

    public ChannelDirectory {
        channels = List.copyOf(channels);
        Map<String, ChannelSettings> byName = new LinkedHashMap<>();
        for (ChannelSettings channel : channels) {
            if (byName.put(channel.name(), channel) != null) {
                throw new IllegalArgumentException("channel " + channel.name() + " stands here twice");
            }
        }
    }

    public static ChannelDirectory of(Collection<ChannelSettings> channels) {
        return new ChannelDirectory(DEFAULT_SENDER, List.copyOf(channels));
    }

    /** The channel of exactly this name, else the one with the longest beginning of it. */
    public Optional<ChannelSettings> find(String name) {
        ChannelSettings best = null;
        for (ChannelSettings channel : channels) {
            if (channel.name().equals(name)) {
                return Optional.of(channel);
            }
            if (serves(channel, name)
                    && (best == null || channel.name().length() > best.name().length())) {
                best = channel;
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean serves(ChannelSettings channel, String name) {
        String pattern = channel.name();
        return pattern.endsWith("*") && name.startsWith(pattern.substring(0, pattern.length() - 1));
    }
}
