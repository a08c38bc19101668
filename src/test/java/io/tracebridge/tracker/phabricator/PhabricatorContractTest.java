package io.tracebridge.tracker.phabricator;

import io.tracebridge.tracker.TrackerContract;
import io.tracebridge.tracker.http.Endpoint;
import io.tracebridge.tracker.http.TrackerRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PhabricatorContractTest extends PhabricatorFixture implements TrackerContract {

    @Test
    void conduitRefusesJsonAsABody() {
        var api = this.http.open(Endpoint.at(this.phabricator.url() + "/phorge"), ConduitErrors::notConduit);
        var answer = api.call(TrackerRequest.post("api", "user.whoami").json(FakeConduit.object()));

        assertThat(answer.json().path("error_info").asText()).contains("Use form-encoded data");
    }

}
