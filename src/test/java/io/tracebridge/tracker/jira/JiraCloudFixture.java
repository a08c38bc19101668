package io.tracebridge.tracker.jira;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerFake;
import io.tracebridge.tracker.TrackerFixture;
import mockwebserver3.RecordedRequest;

/** A Jira Cloud with the project {@code SHOP}. */
abstract class JiraCloudFixture extends TrackerFixture {

    protected final FakeJira jira = new FakeJira();

    @Override
    public Tracker tracker() {
        return new JiraCloud(this.http, Clock.systemUTC());
    }

    @Override
    public TrackerFake fake() {
        return this.jira;
    }

    @Override
    public Map<String, String> fields() {
        return Map.of("resolution", "Done");
    }

    protected static String custom(String type, String kind) {
        return "{'type':'%s','custom':'com.atlassian.jira.plugin.system.customfieldtypes:%s','customId':1}"
            .formatted(type, kind);
    }

    protected List<RecordedRequest> createCalls() {
        return this.jira.requests().stream().filter(this.jira::creates).toList();
    }

}
