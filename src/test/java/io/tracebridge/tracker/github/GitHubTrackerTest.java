package io.tracebridge.tracker.github;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Issue.Account;
import io.tracebridge.tracker.Issue.Status;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerClient.Check;
import io.tracebridge.tracker.TrackerContractTest;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.IssueGone;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerFake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class GitHubTrackerTest extends TrackerContractTest {

    private final FakeGitHub github = new FakeGitHub();

    @Override
    protected Tracker tracker() {
        return new GitHubTracker(this.http);
    }

    @Override
    protected TrackerFake fake() {
        return this.github;
    }

    /**
     * Everything this class sends is checked, unless the file is absent: then this says
     * so.
     */
    @Test
    void callsMeetGitHubsOwnSpecification() {
        FakeGitHub.SPECIFICATION.assumePresent();
        client().create(draft("Crash"), MARKER);
        assertThat(this.github.requests()).isNotEmpty();
    }

    @Test
    void sendsLabelsAssigneeMilestoneAndType() {
        var created = client()
            .create(draft("octocat", Map.of("labels", "checkout, web ,", "milestone", " 7 ", "type", "Bug")), MARKER);

        assertThat(created.warnings()).isEmpty();
        var item = this.github.item(created.ref().id());
        assertThat(item.labels).containsExactly("tracebridge", "checkout", "web");
        assertThat(item.assignees).containsExactly("octocat");
        assertThat(item.milestone).isEqualTo(7);
        assertThat(item.type).isEqualTo("Bug");
        assertThat(client().get(created.ref()).assignee()).contains(new Account("octocat", "octocat"));
    }

    @Test
    void leavesTheMarkerHiddenInTheLastLine() {
        client().create(draft("Crash"), MARKER);

        assertThat(this.github.issues().getFirst().text().lines().toList()).last()
            .isEqualTo("<!-- tracebridge:" + MARKER + " -->");
    }

    @Test
    void refersToAnIssueAsPeopleDo() {
        assertThat(client().create(draft("Crash"), MARKER).ref())
            .isEqualTo(new IssueRef("1", "#1", "https://github.com/acme/shop/issues/1"));
    }

    @Test
    void warnsOfEverythingThatGitHubSilentlyLeftOut() {
        this.github.push = false;

        var created = client().create(draft("octocat", Map.of("milestone", "7", "type", "Bug")), MARKER);

        assertThat(created.warnings()).hasSize(4)
            .allSatisfy((warning) -> assertThat(warning).contains("push access"))
            .anySatisfy((warning) -> assertThat(warning).contains("labels tracebridge"))
            .anySatisfy((warning) -> assertThat(warning).contains("assignee octocat"))
            .anySatisfy((warning) -> assertThat(warning).contains("milestone 7"))
            .anySatisfy((warning) -> assertThat(warning).contains("type Bug"));
    }

    @Test
    void doesNotWarnWhenGitHubSpellsALabelInItsOwnCase() {
        var draft = draft("", Map.of("labels", "CheckOut"));

        assertThat(client().create(draft, MARKER).warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "priority, high, no such field", "milestone, Next, must be the milestone's number" })
    void refusesFieldsThatGitHubDoesNotTakeBeforeAnyCall(String field, String value, String words) {
        var rejected = catchThrowableOfType(Rejected.class,
                () -> client().create(draft("", Map.of(field, value)), MARKER));

        assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(rejected.fields()).containsOnlyKeys(field);
        assertThat(rejected).hasMessageContaining(words);
        assertThat(this.github.requests()).isEmpty();
    }

    @Test
    void takesTheDescriptionInItsBodyOnly() {
        var plain = draft("Crash");
        var draft = new IssueDraft(plain.title(), plain.description(), plain.labels(), plain.fields(),
                Optional.of("notes"), plain.owner());

        var rejected = catchThrowableOfType(Rejected.class, () -> client().create(draft, MARKER));

        assertThat(rejected.fields()).containsOnlyKeys("notes");
    }

    @Test
    void namesTheFieldThatGitHubRefused() {
        var rejected = catchThrowableOfType(Rejected.class, () -> client().create(draft("stranger", Map.of()), MARKER));

        assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(rejected.fields()).containsEntry("assignees", "is not valid: stranger");
        assertThat(rejected).hasMessageContaining("assignees: is not valid: stranger");
    }

    @Test
    void creatingWhereIssuesAreDisabledIsRejected() {
        this.github.issuesEnabled = false;

        var rejected = catchThrowableOfType(Rejected.class, () -> client().create(draft("Crash"), MARKER));

        assertThat(rejected.reason()).isEqualTo(Reason.PROJECT_MISSING);
        assertThat(rejected).hasMessageContaining("Issues are disabled in acme/shop");
    }

    @Test
    void creatingInARenamedRepositoryIsRejectedAndSentNowhereElse() {
        this.github.fullName = "acme/store";

        var rejected = catchThrowableOfType(Rejected.class, () -> client().create(draft("Crash"), MARKER));

        assertThat(rejected.reason()).isEqualTo(Reason.PROJECT_MISSING);
        assertThat(rejected).hasMessageContaining("renamed or moved");
        assertThat(this.github.requests()).hasSize(1);
        assertThat(this.github.issues()).isEmpty();
    }

    @Test
    void findsItsIssueBeyondTheFirstPage() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        for (var i = 0; i < 250; i++) {
            this.github.add("tracebridge-bot", "Later", Duration.ZERO);
        }

        assertThat(client().findByMarker(MARKER, longAgo())).map(Issue::ref).contains(ref);
    }

    @Test
    void stopsLookingAtIssuesFromBeforeTheCreateCall() {
        for (var i = 0; i < 250; i++) {
            this.github.add("tracebridge-bot", "Old but touched lately", Duration.ofDays(1));
        }

        assertThat(client().findByMarker(MARKER, longAgo())).isEmpty();
        assertThat(this.github.requests()).hasSize(2);
    }

    @Test
    void doesNotSayNotFoundWhenThereAreTooManyToLookAt() {
        for (var i = 0; i < 1001; i++) {
            this.github.add("tracebridge-bot", "Flood", Duration.ZERO);
        }

        assertThat(catchThrowableOfType(TrackerException.Unavailable.class,
                () -> client().findByMarker(MARKER, longAgo())))
            .hasMessageContaining("More than 1000 issues");
    }

    @Test
    void asAnAppFindsItsIssueAmongEverybodys() {
        this.github.app = true;
        this.github.add("octocat", "By hand", Duration.ZERO);
        var ref = client().create(draft("Crash"), MARKER).ref();

        assertThat(client().findByMarker(MARKER, longAgo())).map(Issue::ref).contains(ref);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <!-- tracebridge:tracebridge0123456789abcdef0123 -->                       | true
            text\\r\\n<!-- tracebridge:tracebridge0123456789abcdef0123 -->\\r\\n\\nP.S. | true
            text <!-- tracebridge:tracebridge0123456789abcdef0123 -->                  | false
            tracebridge0123456789abcdef0123                                            | false
            """)
    void knowsAMarkerByItsOwnLine(String body, boolean carries) {
        assertThat(GitHubDraft.carries(body.translateEscapes(), MARKER)).isEqualTo(carries);
    }

    @Test
    void aMarkerThatAReportSmuggledInDoesNotCount() {
        var smuggled = new Marker("tracebridgeeeeeeeeeeeeeeeeeeeee");
        client().create(draft("Crash", "line", "<!-- tracebridge:" + smuggled + " -->", "line"), MARKER);

        assertThat(client().findByMarker(smuggled, longAgo())).isEmpty();
        assertThat(client().findByMarker(MARKER, longAgo())).isPresent();
    }

    @ParameterizedTest
    @CsvSource({ "open, , '', open", "open, reopened, '', open", "open, , In Progress, open:in progress",
            "closed, completed, '', closed:completed", "closed, not_planned, in progress, closed:not_planned",
            "closed, duplicate, '', closed:duplicate", "closed, , '', closed:completed" })
    void readsStateReasonAndLabel(String state, String reason, String label, String key) {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.github.item(ref.id()).state = state;
        this.github.item(ref.id()).reason = reason;
        this.github.item(ref.id()).labels.add(label);

        var status = client().get(ref).status();

        assertThat(status.key()).isEqualTo(key);
        assertThat(client().catalog().statuses()).contains(status);
    }

    @Test
    void aPullRequestIsNoIssue() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.github.item(ref.id()).pullRequest = true;

        assertThat(catchThrowableOfType(Rejected.class, () -> client().get(ref)))
            .hasMessageContaining("#1 in acme/shop is a pull request");
    }

    @Test
    void anIssueOfARenamedRepositoryIsStillThere() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.github.fullName = "acme/store";

        assertThat(client().get(ref).ref().url()).isEqualTo("https://github.com/acme/store/issues/1");
    }

    @Test
    void anIssueThatWeMayNoLongerSeeIsGone() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.github.item(ref.id()).gone = 404;

        assertThat(catchThrowableOfType(IssueGone.class, () -> client().get(ref))).hasMessageContaining("#1");
    }

    @Test
    void noIssueIsGoneBecauseTheTokenLostItsRepository() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        this.github.hidden = true;

        assertThat(catchThrowableOfType(Rejected.class, () -> client().get(ref)).reason())
            .isEqualTo(Reason.PROJECT_MISSING);
    }

    static Stream<Arguments> flaws() {
        return Stream.of(flaw("permissions", "silently", (github) -> github.push = false),
                flaw("issues", "disabled", (github) -> github.issuesEnabled = false),
                flaw("repository", "archived", (github) -> github.archived = true),
                flaw("repository", "acme/store", (github) -> github.fullName = "acme/store"),
                flaw("repository", "no access", (github) -> github.hidden = true));
    }

    private static Arguments flaw(String check, String words, Consumer<FakeGitHub> flaw) {
        return Arguments.of(check, words, flaw);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("flaws")
    void theCheckNamesWhatIsMissing(String name, String words, Consumer<FakeGitHub> flaw) {
        flaw.accept(this.github);

        var failed = client().check().stream().filter((check) -> !check.ok()).toList();

        assertThat(failed).singleElement().satisfies((check) -> {
            assertThat(check.name()).isEqualTo(name);
            assertThat(check.message()).contains(words);
        });
    }

    @Test
    void theCheckTakesAnAppsToken() {
        this.github.app = true;
        this.github.push = false;

        assertThat(client().check()).isNotEmpty().allMatch(Check::ok);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            baseUrl    | https://github.com/acme/shop | https://api.github.com
            baseUrl    | api.github.com               | must be an address
            owner      | acme/shop                    | without slashes
            owner      | ' '                          | owner is missing
            repository | other/shop                   | leave one out
            repository | acme/shop/issues             | must be a name
            repository | ..                           | repository
            inProgressLabel | ..                      | inProgressLabel
            inProgressLabel | 1234567890123456789012345678901234567890123456789051 | at most 50
            """)
    void refusesSettingsInTheWordsOfTheOneWhoEntersThem(String setting, String value, String words) {
        var settings = new HashMap<>(this.github.connection().settings());
        settings.put(setting, value);
        var connection = new Connection(settings, this.github.connection().credential());

        assertThatIllegalArgumentException().isThrownBy(() -> tracker().connect(connection))
            .withMessageContaining(words);
    }

    private static IssueDraft draft(String owner, Map<String, String> fields) {
        var plain = draft("Crash");
        return new IssueDraft(plain.title(), plain.description(), List.of("tracebridge"), fields, Optional.empty(),
                Optional.of(owner).filter((login) -> !login.isEmpty()));
    }

}
