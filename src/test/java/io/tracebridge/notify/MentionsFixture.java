package io.tracebridge.notify;

import java.util.List;
import java.util.Map;

import io.tracebridge.link.LinkedIssues;
import io.tracebridge.triage.Decisions;
import io.tracebridge.triage.Groups;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A linked issue, and a channel that does as the test tells it to. */
abstract class MentionsFixture extends NotifyTest {

    @Autowired
    Decisions decisions;

    @Autowired
    Groups groups;

    @Autowired
    LinkedIssues issues;

    @Autowired
    MentionHistory history;

    ScriptedChannel channel = new ScriptedChannel(false);

    long link;

    @BeforeEach
    void aLink() {
        this.link = link("group", "TypeError in Cart.total");
    }

    void deliver(long decision) {
        new Mentions(this.decisions, this.groups, this.issues, this.targets, new Channels(List.of(this.channel)),
                this.history)
            .deliver(decision, this.link);
    }

    void define(String name) {
        this.targets.write(this.project.id(), new TargetSpec(name, "scripted", null, Map.of(), Map.of()), Map.of());
    }

    Target target(String name) {
        return this.targets.find(this.project.id(), name).orElseThrow();
    }

}
