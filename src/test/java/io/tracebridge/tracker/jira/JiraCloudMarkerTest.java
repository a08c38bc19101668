package io.tracebridge.tracker.jira;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Where the marker is left, and how it is found again. */
class JiraCloudMarkerTest extends JiraCloudFixture {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void sendsMarkerAsLabelAndAsProof() {
        var created = client().create(draft("Crash", List.of("tracebridge", "needs triage")), MARKER);

        var item = this.jira.items.getFirst();
        assertThat(item.fields().path("labels")).extracting(JsonNode::asText)
            .containsExactly("tracebridge", "needs_triage", MARKER.value());
        assertThat(item.fields().path("description").toString()).doesNotContain(MARKER.value());
        assertThat(item.property().asText()).isEqualTo(MARKER.value());
        assertThat(created.ref()).isEqualTo(new IssueRef("10001", "SHOP-1", this.jira.url() + "/browse/SHOP-1"));
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void leavesTheMarkerInTheDescriptionWhereLabelsAreNotOnTheScreen(boolean createmetaKnows) {
        if (createmetaKnows) {
            this.jira.screen.remove("labels");
        }
        else {
            this.jira.offScreen.add("labels");
        }

        var created = client().create(draft("Crash"), MARKER);

        assertThat(created.warnings()).singleElement().asString().contains("Labels");
        assertThat(this.jira.items).singleElement()
            .satisfies((item) -> assertThat(item.fields().path("description").toString()).contains(MARKER.value()));
        assertThat(createCalls()).hasSize(createmetaKnows ? 1 : 2);
        assertThat(client().findByMarker(MARKER, longAgo())).map(Issue::ref).contains(created.ref());
    }

    @Test
    void doesNotTakeAnAnswerMeantForAStrangerForAnEmptySearch() {
        var stranger = tracker().connect(this.jira.wrongConnection());

        assertThatExceptionOfType(TrackerException.CredentialRefused.class)
            .isThrownBy(() -> stranger.findByMarker(MARKER, longAgo()));
        assertThatExceptionOfType(TrackerException.CredentialRefused.class)
            .isThrownBy(() -> stranger.get(new IssueRef("10001", "SHOP-1", "")));
    }

    @Test
    void findsNothingWhileTheIndexLagsWhichItsDelayCovers() {
        this.jira.indexed = false;
        client().create(draft("Crash"), MARKER);

        assertThat(client().findByMarker(MARKER, longAgo())).isEmpty();
        assertThat(tracker().searchDelay()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void takesTheOldestOfCopiesAndNoIssueThatMerelyQuotesTheMarker() {
        client().create(draft("Quoting", MARKER.value()), new Marker("tracebridge" + "0".repeat(20)));
        var ours = client().create(draft("Ours"), MARKER);
        client().create(draft("Its copy"), MARKER);

        assertThat(client().findByMarker(MARKER, longAgo())).map(Issue::ref).contains(ours.ref());
    }

    @Test
    void readsStatusCategoryAndResolution() throws Exception {
        var created = client().create(draft("Crash"), MARKER);
        this.jira.items.getFirst().fields().set("status", JSON.readTree("""
                {"id":"10003","name":"Fertig","statusCategory":{"id":3,"key":"done","name":"Fertig"}}"""));
        this.jira.items.getFirst().fields().set("resolution", JSON.readTree("{\"id\":\"2\",\"name\":\"Won't Do\"}"));

        assertThat(client().get(created.ref()).status())
            .isEqualTo(new Issue.Status("10003", "Fertig", "done", "Won't Do"));
    }

    private static IssueDraft draft(String title, List<String> labels) {
        return new IssueDraft(title, draft(title).description(), labels, Map.of(), Optional.empty(), Optional.empty());
    }

}
