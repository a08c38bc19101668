package io.tracebridge.link;

import java.util.Map;

import io.tracebridge.integration.SyncSettings;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The tracker's workflow asks for more, or an issue takes no change at all. */
class RefusedWriteTest extends SyncTest {

    @Test
    void whatTheWorkflowAsksForGoesAlong() {
        var fields = Map.of("resolution", "Fixed");
        configure(new SyncSettings(true, true, "tracker", "ask", Map.of(), PEOPLE, fields, null, null, null, null));
        setState("resolved");

        synchronise();

        assertThat(this.tracker.fields).isEqualTo(fields);
    }

    @Test
    void aFieldThatIsMissingIsNamedWithTheSettingThatFillsIt() {
        this.tracker.refusal = new Rejected(Reason.TRANSITION_UNAVAILABLE, "The transition asks for more.",
                Map.of("resolution", "is required"));
        setState("resolved");

        assertThat(synchronise().state()).isEqualTo("skipped");

        assertThat(this.changes.list(this.link, Long.MAX_VALUE, 1).getFirst().cause()).isEqualTo(
                "The transition asks for more. What the workflow asks for can be given in the setting sync.workflowFields: resolution.");
    }

    @ParameterizedTest
    @EnumSource(names = { "FORBIDDEN", "INVALID_FIELD" })
    void oneIssueThatTakesNoChangeIsLeftAloneAndSaidSo(Reason reason) {
        this.tracker.refusal = new Rejected(reason, "T-10 is locked.", Map.of());
        setState("resolved");

        assertThat(synchronise().state()).isEqualTo("skipped");

        assertThat(history()).containsExactly("skipped state: resolved > in-progress");
        assertThat(this.jdbc.sql("select after ->> 'why' from activity where kind = 'sync-skipped'")
            .query(String.class)
            .single()).isEqualTo("T-10 is locked.");
        assertThat(markAndSynchronise().state()).isEqualTo("in-step");
    }

    @Test
    void aProjectThatIsGoneConcernsAllIssues() {
        this.tracker.refusal = new Rejected(Reason.PROJECT_MISSING, "There is no project.", Map.of());
        setState("resolved");

        assertThatThrownBy(this::synchronise).isInstanceOf(Rejected.class);
        assertThat(dirty()).isTrue();
    }

}
