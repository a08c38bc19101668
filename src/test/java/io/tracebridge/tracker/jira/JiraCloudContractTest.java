package io.tracebridge.tracker.jira;

import io.tracebridge.tracker.TrackerContract;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JiraCloudContractTest extends JiraCloudFixture implements TrackerContract {

    /**
     * Everything this class sends is checked, unless the file is absent: then this says
     * so.
     */
    @Test
    void callsMeetAtlassiansOwnSpecification() {
        FakeJira.SPECIFICATION.assumePresent();
        client().create(draft("Crash"), MARKER);
        assertThat(this.jira.requests()).isNotEmpty();
    }

}
