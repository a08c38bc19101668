package io.tracebridge.tracker.fogbugz;

import io.tracebridge.sync.GroupState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CaseStatusTest {

    @ParameterizedTest
    @CsvSource({ "Active,false,false,OPEN", "New,false,false,OPEN", "Active (In Progress),false,false,IN_PROGRESS",
            "Code review,false,false,IN_PROGRESS", "Resolved (Fixed),true,false,RESOLVED",
            "Resolved (Implemented),true,false,RESOLVED", "Resolved (Duplicate),true,true,RESOLVED",
            "Resolved (Won't Fix),true,false,MUTED", "Resolved (Won’t Implement),true,false,MUTED",
            "Resolved (By Design),true,false,MUTED", "Resolved (Not Reproducible),true,false,MUTED",
            "Resolved (Postponed),true,false,MUTED", "Duplicate of a won't fix,true,true,RESOLVED",
            "Resolved (Wonderful),true,false,RESOLVED", "Won't fix yet,false,false,OPEN" })
    void meansWhatFogBugzSays(String name, boolean resolved, boolean duplicate, GroupState meaning) {
        var status = new CaseStatus(1, name, 1, resolved, duplicate, false);

        assertThat(CaseStatus.meaning(status.shown())).isEqualTo(meaning);
    }

}
