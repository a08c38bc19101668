package io.tracebridge.web.hook;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a genuine delivery does once, and what the same one does when somebody sends it
 * again. It needs none of the trackers' recorded payloads.
 */
class ReplayTest extends HookSlice {

    long integration;

    long link;

    Map<String, String> headers;

    @BeforeEach
    void aDelivery() {
        this.integration = integration("one", "github");
        setUp(this.integration);
        this.link = link(this.integration, "7", "acme/shop#7");
        this.headers = Payloads.signed("github", Payloads.gitHub(), this.secret);
    }

    @Test
    void aDeliveryMarksTheLinksOfItsIssueAndNoOthers() {
        var byKeyAlone = link(this.integration, "I_7", "acme/shop#7");
        var another = link(this.integration, "8", "acme/shop#8");
        var ofAnother = link(integration("two", "github"), "7", "acme/shop#7");

        assertThat(post(this.path, Payloads.gitHub(), this.headers)).hasStatusOk();

        assertThat(List.of(dirty(this.link), dirty(byKeyAlone))).containsOnly(true);
        assertThat(List.of(dirty(another), dirty(ofAnother))).containsOnly(false);
    }

    @Test
    void sentAgainItDoesNothing() {
        post(this.path, Payloads.gitHub(), this.headers);
        synchronised();

        assertThat(post(this.path, Payloads.gitHub(), this.headers)).hasStatusOk();

        assertThat(dirty(this.link)).isFalse();
        assertThat(messages()).isZero();
        assertThat(deliveries()).isEqualTo(1);
    }

    @Test
    void anotherDeliveryOfTheSameWordsIsNews() {
        post(this.path, Payloads.gitHub(), this.headers);
        synchronised();

        post(this.path, Payloads.gitHub(), Payloads.signed("github", Payloads.gitHub(), this.secret));

        assertThat(dirty(this.link)).isTrue();
    }

    @Test
    void theIdOfOneIntegrationsDeliveryIsFreeForAnothers() {
        post(this.path, Payloads.gitHub(), this.headers);
        var two = integration("two", "github");
        var its = link(two, "7", "acme/shop#7");
        setUp(two);
        var again = new HashMap<>(Payloads.signed("github", Payloads.gitHub(), this.secret));
        again.put("X-GitHub-Delivery", this.headers.get("X-GitHub-Delivery"));

        post(this.path, Payloads.gitHub(), again);

        assertThat(dirty(its)).isTrue();
    }

    @Test
    void aForgedOneIsNotRememberedAsHavingBeenHere() {
        var changed = new String(Payloads.gitHub()).replace("edited", "closed").getBytes();

        assertThat(post(this.path, changed, this.headers)).hasStatus(401);
        assertThat(post(this.path, Payloads.gitHub(), Payloads.signed("github", Payloads.gitHub(), "another secret")))
            .hasStatus(401);
        assertThat(post(this.path, Payloads.gitHub(), Map.of())).hasStatus(401);
        assertThat(dirty(this.link)).isFalse();

        assertThat(post(this.path, Payloads.gitHub(), this.headers)).hasStatusOk();
        assertThat(dirty(this.link)).isTrue();
    }

    @Test
    void aDeliveryEndsTheSuspicionThatNoneCome() {
        this.jdbc.sql("update integration set webhook_gap_since = now()").update();

        post(this.path, Payloads.gitHub(), this.headers);

        assertThat(this.jdbc.sql("select webhook_gap_since is null and last_webhook_at is not null from integration")
            .query(Boolean.class)
            .single()).isTrue();
    }

    private void synchronised() {
        this.jdbc.sql("update link set dirty_since = null").update();
        this.jdbc.sql("delete from outbox").update();
    }

}
