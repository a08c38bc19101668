package io.tracebridge.notify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Setting;

/** Keeps what it is given to send, and answers as the test tells it to. */
final class ScriptedChannel implements Channel {

    private final boolean repeatable;

    final List<Message> sent = new ArrayList<>();

    private final Queue<Supplier<Outcome>> outcomes = new ArrayDeque<>();

    ScriptedChannel(boolean repeatable) {
        this.repeatable = repeatable;
    }

    void next(Supplier<Outcome> outcome) {
        this.outcomes.add(outcome);
    }

    @Override
    public String kind() {
        return "scripted";
    }

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public void check(Connection connection) {
    }

    @Override
    public boolean repeatable() {
        return this.repeatable;
    }

    @Override
    public Outcome send(Target target, Message message) {
        this.sent.add(message);
        var outcome = this.outcomes.poll();
        return (outcome != null) ? outcome.get() : new Outcome.Sent();
    }

}
