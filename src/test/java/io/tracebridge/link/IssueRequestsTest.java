package io.tracebridge.link;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.integration.Integrations;
import io.tracebridge.issue.Payload;
import io.tracebridge.link.IssueRequest.State;
import io.tracebridge.link.RequestDrafting.Outcome;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.TrackerException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verifyNoInteractions;

/** From the wish for an issue to its end, with the process played. */
@SpringBootTest(classes = { Middle.class, OfferingTracker.class }, webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = { Middle.ENGINE, Middle.KEY })
class IssueRequestsTest {

    private static final String GROUP = "ab".repeat(32);

    private static final long INSTANCE = 4711;

    private static final Catalog.Field COMPONENTS = new Catalog.Field("components", "Component/s", "array", true,
            List.of("cart", "web"));

    private static final Catalog.Field BUILD = new Catalog.Field("build", "Build", "string", true, List.of());

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @Autowired
    IssueRequests requests;

    @Autowired
    RequestDrafting drafting;

    @Autowired
    Catalog catalog;

    @Autowired
    Projects projects;

    @Autowired
    Integrations integrations;

    @Autowired
    IntegrationAdmin admin;

    @Autowired
    JdbcClient jdbc;

    Project project;

    @BeforeEach
    void aGroupAndAnIntegration() {
        reset(this.catalog);
        this.jdbc.sql("delete from project").update();
        this.jdbc.sql("delete from outbox").update();
        this.project = this.projects.save("shop", null, null);
        integration(null);
        group(GROUP);
    }

    @Test
    void aRequestIsKeptShownAndHandedToTheEngineTogether() {
        var id = ask(null, null, null);

        assertThat(find(id)).hasValueSatisfying((request) -> {
            assertThat(request.state()).isEqualTo(State.DRAFTING);
            assertThat(request.requestedBy()).isEqualTo("user:jane");
            assertThat(Duration.between(request.createdAt(), request.expiresAt())).isEqualTo(Duration.ofDays(7));
        });
        assertThat(activity()).containsExactly("issue-requested user:jane");
        assertThat(outbox()).singleElement()
            .asString()
            .startsWith("create-issue-manually ")
            .contains("\"requestId\": \"" + id + "\"", "\"expiresAfter\": \"PT168H\"", "\"project\": \"shop\"");
    }

    @Test
    void aGroupThatIsNotThereOrWasMergedGetsNoIssue() {
        var root = group("cd".repeat(32));
        assertThat(this.requests.request(this.project, "00".repeat(32), "Offers", null, null, null, "user:jane"))
            .isEmpty();
        this.jdbc.sql("update error_group set merged_into = ? where fingerprint = ?").params(root, GROUP).update();

        assertThatThrownBy(() -> ask(null, null, null)).isInstanceOf(RequestRefused.class)
            .hasMessageContaining("cd".repeat(32));
        assertThat(outbox()).isEmpty();
    }

    @Test
    void aDisabledIntegrationMakesNoIssues() {
        integration(Integration.State.DISABLED);

        assertThatThrownBy(() -> ask(null, null, null)).isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("disabled");
    }

    @Test
    void aTitleIsEnoughWhereTheTrackerRequiresNothing() {
        var id = ask("Cart is empty", "42", Map.of("zone", "eu"));

        assertThat(this.drafting.draft(id, INSTANCE)).isEqualTo(
                new RequestDrafting.Drafted(Outcome.COMPLETE, null, "Cart is empty", "42", Map.of("zone", "eu")));
        assertThat(find(id)).map(IssueRequest::state).contains(State.SUBMITTED);
    }

    @Test
    void withoutATitleAPersonIsAskedWithAllThatIsKnown() {
        given(this.catalog.fields()).willReturn(List.of(COMPONENTS, BUILD));
        given(this.catalog.people("")).willReturn(List.of(new Issue.Account("42", "Jane")));
        var id = ask(null, "7", Map.of("Build", "b1"));

        var drafted = this.drafting.draft(id, INSTANCE);

        assertThat(drafted.outcome()).isEqualTo(Outcome.INCOMPLETE);
        var form = drafted.form();
        assertThat(form.project()).isEqualTo("shop");
        assertThat(form.tracker()).isEqualTo("Offering Tracker");
        assertThat(form.groupUrl()).endsWith("/projects/shop/groups/" + GROUP);
        assertThat(form.fingerprint()).isEqualTo("abababab");
        assertThat(form.title()).contains("DemoError").hasSizeLessThanOrEqualTo(60);
        assertThat(form.owner()).isEqualTo("7");
        assertThat(form.owners()).containsExactly(new DraftForm.Choice("Jane", "42"), new DraftForm.Choice("7", "7"));
        assertThat(form.fields()).extracting(DraftForm.Field::name).containsExactly("Build", "components", "zone");
        assertThat(form.fields()).extracting(DraftForm.Field::value).containsExactly("b1", "", "always");
        assertThat(form.note()).isEmpty();
        assertThat(find(id).flatMap(IssueRequest::draft)).contains(form);
        assertThat(find(id)).map(IssueRequest::state).contains(State.WAITING);
    }

    @Test
    void aRequiredFieldThatNobodyFillsIsAskedForThoughThereIsATitle() {
        given(this.catalog.fields()).willReturn(List.of(COMPONENTS));

        assertThat(this.drafting.draft(ask("Cart", null, null), INSTANCE).outcome()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(this.drafting.draft(ask("Cart", null, Map.of("Component/s", "cart")), INSTANCE).outcome())
            .isEqualTo(Outcome.COMPLETE);
    }

    static List<TrackerException> silence() {
        return List.of(new TrackerException.Unavailable("no answer within 30 s", (Throwable) null),
                new TrackerException.RateLimited("slow down", Duration.ofSeconds(30)),
                new TrackerException.NotTheTracker("a login page"),
                new TrackerException.Rejected(TrackerException.Rejected.Reason.FORBIDDEN, "not for you", Map.of()),
                new TrackerException.CredentialRefused("bad token"));
    }

    @ParameterizedTest
    @MethodSource("silence")
    void aTrackerThatCannotBeAskedHoldsNobodyUp(TrackerException failure) {
        given(this.catalog.fields()).willThrow(failure);

        var form = this.drafting.draft(ask(null, null, null), INSTANCE).form();

        assertThat(form.note()).contains("Offering Tracker", failure.getMessage());
        assertThat(form.owners()).isEmpty();
        assertThat(form.fields()).extracting(DraftForm.Field::name).containsExactly("zone");
        assertThat(this.integrations.find(this.project.id(), "Offers").orElseThrow().pause().isPresent())
            .isEqualTo(failure instanceof TrackerException.CredentialRefused);
    }

    @Test
    void aStoppedIntegrationsTrackerIsNotAsked() {
        integration(Integration.State.STOPPED);

        assertThat(this.drafting.draft(ask(null, null, null), INSTANCE).form().note()).contains("stopped");
        verifyNoInteractions(this.catalog);
    }

    @Test
    void oneInstanceWorksOnARequestAndATwinEnds() {
        var id = ask(null, null, null);
        var first = this.drafting.draft(id, INSTANCE);

        assertThat(this.drafting.draft(id, INSTANCE + 1).outcome()).isEqualTo(Outcome.OVER);
        assertThat(this.drafting.draft(id, INSTANCE)).isEqualTo(first);
        assertThat(this.drafting.draft(UUID.randomUUID(), INSTANCE).outcome()).isEqualTo(Outcome.OVER);
    }

    @Test
    void missingDetailsAreAllNamedAtOnceAndNothingChanges() {
        given(this.catalog.fields()).willReturn(List.of(COMPONENTS, BUILD));
        var id = ask(null, null, null);
        this.drafting.draft(id, INSTANCE);

        var missing = catchThrowableOfType(MissingFields.class, () -> submit(id, "Cart", Map.of("build", " ")));

        assertThat(missing.fields()).containsExactly("fields.components", "fields.build");
        assertThatThrownBy(() -> submit(id, " ", Map.of())).isInstanceOf(InvalidInputException.class);
        assertThat(find(id)).map(IssueRequest::state).contains(State.WAITING);
        assertThat(outbox()).hasSize(1);
    }

    @Test
    void submittedDetailsGoToTheProcessOnce() {
        given(this.catalog.fields()).willReturn(List.of(COMPONENTS));
        var id = ask(null, "7", Map.of("zone", "eu"));
        this.drafting.draft(id, INSTANCE);

        assertThat(submit(id, "Cart", Map.of("components", "cart"))).isTrue();

        assertThat(outbox()).last()
            .asString()
            .startsWith("message ")
            .contains("\"name\": \"issue-details-submitted\"", "\"correlationKey\": \"" + id + "\"",
                    "\"id\": \"" + id + "\"", "\"lifeSeconds\": 3600", "\"title\": \"Cart\"", "\"owner\": \"7\"",
                    "\"components\": \"cart\"", "\"zone\": \"eu\"", "\"cancelled\": false");
        assertThatThrownBy(() -> submit(id, "Cart", Map.of())).isInstanceOf(RequestRefused.class)
            .hasMessageContaining("already");
        assertThatThrownBy(() -> cancel(id)).isInstanceOf(RequestRefused.class);
        assertThat(outbox()).hasSize(2);
        assertThat(activity()).containsExactly("issue-requested user:jane", "issue-details-submitted user:joe");
    }

    @Test
    void detailsSubmittedWhileTheTrackerIsAskedAreTaken() {
        var id = ask(null, null, null);
        given(this.catalog.fields()).willAnswer((call) -> {
            submit(id, "Cart", Map.of());
            return List.of(COMPONENTS);
        });

        assertThat(this.drafting.draft(id, INSTANCE))
            .isEqualTo(new RequestDrafting.Drafted(Outcome.COMPLETE, null, "Cart", "", Map.of()));
    }

    @Test
    void aCancelledRequestIsOverForItsProcessToo() {
        var id = ask(null, null, null);

        assertThat(cancel(id)).isTrue();

        assertThat(outbox()).last().asString().contains("\"variables\": {\"cancelled\": true}");
        assertThat(this.drafting.draft(id, INSTANCE).outcome()).isEqualTo(Outcome.OVER);
        assertThat(activity()).endsWith("request-cancelled user:joe");
        assertThatThrownBy(() -> submit(id, "Cart", Map.of())).isInstanceOf(RequestRefused.class)
            .hasMessageContaining("cancelled");
    }

    @Test
    void aForgottenRequestExpiresForAllToSee() {
        var id = ask(null, null, null);
        this.drafting.draft(id, INSTANCE);

        this.requests.expire(id, INSTANCE);
        this.requests.expire(id, INSTANCE);

        assertThat(find(id)).map(IssueRequest::state).contains(State.EXPIRED);
        assertThat(activity()).containsExactly("issue-requested user:jane", "request-expired process");
        assertThatThrownBy(() -> cancel(id)).isInstanceOf(RequestRefused.class).hasMessageContaining("expired");
    }

    @Test
    void nothingIsTakenAfterTheTimeIsOverThoughTheTimerIsLate() {
        var id = ask(null, null, null);
        this.jdbc.sql("update issue_request set expires_at = now() - interval '1 second'").update();

        assertThatThrownBy(() -> submit(id, "Cart", Map.of())).isInstanceOf(RequestRefused.class)
            .hasMessageContaining("expired");
    }

    @Test
    void detailsSubmittedAsTheTimerWentOffAreTakenOverByAnotherInstance() {
        var id = ask(null, null, null);
        this.drafting.draft(id, INSTANCE);
        submit(id, "Cart", Map.of());

        this.requests.expire(id, INSTANCE);
        this.requests.expire(id, INSTANCE);

        assertThat(outbox()).hasSize(3).last().asString().startsWith("create-issue-manually ");
        assertThat(this.drafting.draft(id, INSTANCE + 1).title()).isEqualTo("Cart");
    }

    @Test
    void whatWasCompletedInTasklistIsSubmittedAsSoonAsItsLinkIsReserved() {
        var id = ask(null, null, null);
        this.drafting.draft(id, INSTANCE);
        link(id, "rejected", null);

        assertThat(find(id)).map(IssueRequest::state).contains(State.SUBMITTED);
        assertThatThrownBy(() -> cancel(id)).isInstanceOf(RequestRefused.class);
    }

    @Test
    void aRequestEndsWithItsIssueOrWithoutOne() {
        var created = ask(null, null, null);
        link(created, "linked", "SHOP-1");
        var givenUp = ask(null, null, null);
        link(givenUp, "given-up", null);
        var linkless = ask(null, null, null);

        List.of(created, givenUp, linkless).forEach(this.requests::close);
        this.requests.close(created);

        assertThat(find(created)).hasValueSatisfying((request) -> {
            assertThat(request.state()).isEqualTo(State.CREATED);
            assertThat(request.link()).map(IssueRequest.Link::issue).contains("SHOP-1");
        });
        assertThat(find(givenUp)).map(IssueRequest::state).contains(State.GIVEN_UP);
        assertThat(find(linkless)).map(IssueRequest::state).contains(State.GIVEN_UP);
    }

    @ParameterizedTest
    @ValueSource(strings = { "reserved", "rejected" })
    void anInstanceThatLeavesTheIssueToAnotherDoesNotEndTheRequest(String state) {
        var id = ask(null, null, null);
        link(id, state, null);

        this.requests.close(id);

        assertThat(find(id)).map(IssueRequest::state).contains(State.SUBMITTED);
    }

    @Test
    void openRequestsOfTheWholeFamilyAreListedFirst() {
        var open = ask(null, null, null);
        var over = ask(null, null, null);
        cancel(over);
        var root = group("cd".repeat(32));
        this.jdbc.sql("update error_group set merged_into = ? where fingerprint = ?").params(root, GROUP).update();

        assertThat(this.requests.list(this.project.id(), "cd".repeat(32))).extracting(IssueRequest::id)
            .containsExactly(open, over);
        assertThat(this.requests.find(this.project.id(), "00".repeat(32), open)).isEmpty();
    }

    private UUID ask(String title, String owner, Map<String, String> fields) {
        return this.requests.request(this.project, GROUP, "Offers", title, owner, fields, "user:jane").orElseThrow();
    }

    private boolean submit(UUID id, String title, Map<String, String> fields) {
        return this.requests.submit(this.project, GROUP, id, title, null, fields, "user:joe");
    }

    private boolean cancel(UUID id) {
        return this.requests.cancel(this.project, GROUP, id, "user:joe");
    }

    private Optional<IssueRequest> find(UUID id) {
        return this.requests.find(this.project.id(), GROUP, id);
    }

    private void integration(Integration.State state) {
        this.admin.save(this.project, new IntegrationSpec("Offers", "offering", state, null, null,
                new Payload(null, null, Map.of("zone", "always"), null, null), null, null));
    }

    private long group(String fingerprint) {
        return this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, classifiers, first_seen, last_seen)
                values (?, ?, '{DemoError}', now(), now()) returning id""")
            .params(this.project.id(), fingerprint)
            .query(Long.class)
            .single();
    }

    private void link(UUID request, String state, String issue) {
        this.jdbc.sql("""
                insert into link (integration_id, group_id, scope, marker, state, issue_id, issue_key)
                select integration_id, group_id, 'manual:' || id, id, ?, ?, ? from issue_request where id = ?""")
            .params(state, issue, issue, request)
            .update();
    }

    private List<String> outbox() {
        return this.jdbc.sql("select kind || ' ' || payload from outbox order by id").query(String.class).list();
    }

    private List<String> activity() {
        return this.jdbc.sql("select kind || ' ' || actor from activity order by id").query(String.class).list();
    }

}
