package io.tracebridge.notify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The kinds of mention targets this program has. */
final class Channels {

    private final Map<String, Channel> byKind = new TreeMap<>();

    Channels(List<Channel> channels) {
        channels.forEach((channel) -> this.byKind.put(channel.kind(), channel));
    }

    Set<String> kinds() {
        return this.byKind.keySet();
    }

    Optional<Channel> find(String kind) {
        return Optional.ofNullable(kind).map(this.byKind::get);
    }

}
