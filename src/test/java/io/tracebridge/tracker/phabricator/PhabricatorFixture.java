package io.tracebridge.tracker.phabricator;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerFake;
import io.tracebridge.tracker.TrackerFixture;

/** A Phorge with the project {@code #shop}. */
abstract class PhabricatorFixture extends TrackerFixture {

    protected final FakePhabricator phabricator = new FakePhabricator();

    @Override
    public Tracker tracker() {
        return new Phabricator(this.http, Clock.systemUTC());
    }

    @Override
    public TrackerFake fake() {
        return this.phabricator;
    }

    protected JsonNode fields(IssueRef ref) {
        return this.phabricator.task(ref.id()).path("fields");
    }

    protected static IssueDraft draft(String title, Map<String, String> fields, Optional<String> owner) {
        return new IssueDraft(title, draft(title).description(), List.of(), fields, Optional.empty(), owner);
    }

}
