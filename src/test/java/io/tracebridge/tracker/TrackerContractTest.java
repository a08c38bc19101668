package io.tracebridge.tracker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.sync.GroupState;
import io.tracebridge.sync.StateMap;
import io.tracebridge.tracker.TrackerFake.Held;
import io.tracebridge.tracker.TrackerFake.Trouble;
import io.tracebridge.tracker.http.AddressGuard;
import io.tracebridge.tracker.http.HttpLimits;
import io.tracebridge.tracker.http.TrackerHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What every tracker promises, whatever its own ways. Subclasses name the tracker and its
 * fake, and add what is special to it.
 */
@ExtendWith(ClaimedCapabilities.class)
public abstract class TrackerContractTest extends TwoWayContract {

    protected static final Marker MARKER = new Marker("tracebridge0123456789abcdef0123");

    private static final Marker OTHER = new Marker("tracebridgeffffffffffffffffffff");

    protected static final String SECRET = "whsec_dHJhY2VicmlkZ2UgdGVzdHMgZXZlcnkgdHJhY2tlcg==";

    private static final Duration LONG_AGO = Duration.ofMinutes(2);

    protected final TrackerHttp http = new TrackerHttp(
            new HttpLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(8), 5_000_000),
            new AddressGuard(true, true), Clock.systemUTC(), "test");

    private Tracker tracker;

    private TrackerFake fake;

    private TrackerClient client;

    @Override
    protected abstract Tracker tracker();

    @Override
    protected abstract TrackerFake fake();

    @BeforeEach
    void connect() {
        this.tracker = tracker();
        this.fake = fake();
        this.client = this.tracker.connect(this.fake.connection());
    }

    @AfterEach
    void close() {
        this.fake.close();
    }

    @Test
    void checksPassWhenEverythingIsThere() {
        assertThat(this.client.check()).isNotEmpty().allSatisfy((check) -> {
            assertThat(check.ok()).as(check.toString()).isTrue();
            assertThat(check.name()).isNotBlank();
            assertThat(check.message()).isNotBlank();
        });
    }

    @Test
    void aWrongCredentialFailsTheCheckWithoutAnException() {
        assertThat(wrong().check()).anyMatch((check) -> !check.ok()).allSatisfy(this::harmless);
    }

    @ParameterizedTest
    @EnumSource(value = Trouble.class, names = "LOST_ANSWER", mode = EnumSource.Mode.EXCLUDE)
    void troubleFailsTheCheckWithoutAnException(Trouble trouble) {
        this.fake.next(trouble);

        assertThat(this.client.check()).anyMatch((check) -> !check.ok()).allSatisfy(this::harmless);
    }

    @Test
    @Proves(Capability.CREATE)
    void createsOneIssueThatSaysWhatTheDraftSays() {
        var created = this.client.create(draft("Crash in checkout"), MARKER);

        assertThat(this.fake.issues()).singleElement().satisfies((held) -> {
            assertThat(held.title()).isEqualTo("Crash in checkout");
            assertThat(held.text()).contains("boom").contains("https://tracebridge.example.com/groups/1");
            assertThat(held.id()).isEqualTo(created.ref().id());
        });
        assertThat(created.ref().key()).isNotBlank();
        assertThat(created.ref().url()).startsWith("http");
        assertThat(created.warnings()).isEmpty();
    }

    @Test
    @Proves(Capability.READ)
    void readsTheIssueBack() {
        var created = this.client.create(draft("Crash in checkout"), MARKER);

        var issue = this.client.get(created.ref());

        assertThat(issue.ref()).isEqualTo(created.ref());
        assertThat(issue.title()).isEqualTo("Crash in checkout");
        assertThat(issue.status().id()).isNotBlank();
        assertThat(issue.status().name()).isNotBlank();
        assertThat(issue.assignee()).isEmpty();
        assertThat(issue.updatedAt()).isAfter(longAgo());
    }

    @Test
    @Proves(Capability.FIND_BY_MARKER)
    void findsTheIssueByItsMarkerAndNoOther() {
        this.client.create(draft("Another"), OTHER);
        var created = this.client.create(draft("Crash in checkout"), MARKER);
        this.client.create(draft("Yet another"), new Marker("tracebridge0123456789abcdef0124"));

        assertThat(this.client.findByMarker(MARKER, longAgo())).map(Issue::ref).contains(created.ref());
    }

    @Test
    void findsNothingByAMarkerThatNobodyLeft() {
        this.client.create(draft("Another"), OTHER);

        assertThat(this.client.findByMarker(MARKER, longAgo())).isEmpty();
    }

    @Test
    @Proves(Capability.FIND_BY_MARKER)
    void anIssueWhoseCreationWasNotConfirmedIsFoundByItsMarker() {
        this.fake.next(Trouble.LOST_ANSWER);

        var lost = catchThrowableOfType(TrackerException.Unavailable.class,
                () -> this.client.create(draft("Crash in checkout"), MARKER));

        assertThat(lost).isNotNull();
        assertThat(this.fake.issues()).hasSize(1);
        var found = this.client.findByMarker(MARKER, longAgo()).orElseThrow();
        assertThat(found.ref().id()).isEqualTo(this.fake.issues().getFirst().id());
    }

    @Test
    @Proves(Capability.REJECTS_TWINS)
    void theTrackerItselfMakesNoTwin() {
        var first = this.client.create(draft("Crash in checkout"), MARKER);

        var again = this.client.create(draft("Crash in checkout"), MARKER);

        assertThat(again.ref()).isEqualTo(first.ref());
        assertThat(this.fake.issues()).hasSize(1);
    }

    static Stream<Arguments> hostileTexts() {
        return Stream.of(Arguments.of("emoji", "💥 Crash — “çökme” 日本語 \u200f"),
                Arguments.of("markup", "@everyone #1 {code} <script>alert(1)</script> ``` ]]> \\ \" ' /close"),
                Arguments.of("a lone surrogate", "broken \ud83d here"),
                Arguments.of("a marker of another", "<!-- " + OTHER + " --> {{x}} ${jndi:ldap://x} %s %n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileTexts")
    void takesHostileText(String name, String text) {
        var created = this.client.create(draft(text, text), MARKER);

        assertThat(this.fake.issues()).singleElement()
            .extracting(Held::title)
            .isEqualTo(text.replace("broken \ud83d here", "broken ? here"));
        assertThat(this.client.findByMarker(MARKER, longAgo())).map(Issue::ref).contains(created.ref());
    }

    @Test
    void takesADescriptionLongerThanTheTrackersLimitAndStillLeavesItsMarker() {
        var created = this.client
            .create(draft("Crash in checkout", "🧨 at com.example.Frame(Frame.java:1)\n".repeat(4_000)), MARKER);

        assertThat(this.client.findByMarker(MARKER, longAgo())).map(Issue::ref).contains(created.ref());
    }

    @Test
    void takesATitleAtItsLimit() {
        var title = "💥".repeat(this.tracker.titleLimit());

        this.client.create(draft(title), MARKER);

        assertThat(this.fake.issues()).singleElement().extracting(Held::title).isEqualTo(title);
    }

    @Test
    void aWrongCredentialIsToldApart() {
        var wrong = wrong();

        var refused = catchThrowableOfType(TrackerException.CredentialRefused.class,
                () -> wrong.create(draft("Crash"), MARKER));

        assertThat(refused).isNotNull();
        harmless(refused);
        assertThat(this.fake.issues()).isEmpty();
    }

    static Stream<Arguments> troubles() {
        return Stream.of(Arguments.of(Trouble.LOGIN_PAGE, TrackerException.NotTheTracker.class),
                Arguments.of(Trouble.REDIRECT, TrackerException.NotTheTracker.class),
                Arguments.of(Trouble.RATE_LIMIT, TrackerException.RateLimited.class),
                Arguments.of(Trouble.MAINTENANCE, TrackerException.Unavailable.class));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void troubleIsToldApartAndCreatesNothing(Trouble trouble, Class<? extends TrackerException> expected) {
        this.fake.next(trouble);

        var thrown = catchThrowableOfType(TrackerException.class, () -> this.client.create(draft("Crash"), MARKER));

        assertThat(thrown).isInstanceOf(expected);
        harmless(thrown);
        assertThat(this.fake.issues()).isEmpty();
    }

    @Test
    void aRateLimitSaysHowLong() {
        this.fake.next(Trouble.RATE_LIMIT);

        var limited = catchThrowableOfType(TrackerException.RateLimited.class,
                () -> this.client.create(draft("Crash"), MARKER));

        assertThat(limited.retryAfter()).hasSeconds(7);
    }

    @Test
    @Proves(Capability.READ)
    void aDeletedIssueIsGone() {
        var created = this.client.create(draft("Crash"), MARKER);
        this.fake.delete(created.ref().id());

        assertThat(catchThrowableOfType(TrackerException.IssueGone.class, () -> this.client.get(created.ref())))
            .isNotNull();
    }

    @Test
    void settingsSayWhatToEnterAndRefuseWhatIsMissing() {
        assertThat(this.tracker.settings()).isNotEmpty().allSatisfy((setting) -> {
            assertThat(setting.label()).isNotBlank();
            assertThat(setting.help()).endsWith(".");
        });
        for (var setting : this.tracker.settings()) {
            if (setting.required()) {
                var missing = catchThrowableOfType(IllegalArgumentException.class,
                        () -> this.tracker.connect(without(setting)));
                assertThat(missing).hasMessageContaining(setting.name());
            }
        }
    }

    @Test
    @Proves(Capability.LOCATE)
    void anIssueIsLocatedByItsKeyAndByItsAddress() {
        var created = this.client.create(draft("Crash"), MARKER).ref();

        assertThat(this.client.locate(created.key()).ref()).isEqualTo(created);
        assertThat(this.client.locate("  " + created.url() + " ").ref()).isEqualTo(created);
        assertThat(this.client.locate(created.url() + "?focusedCommentId=1#comment-1").ref()).isEqualTo(created);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "not an issue", "https://elsewhere.example.com/browse/SHOP-1", "../../etc/passwd",
            "javascript:alert(1)", "#", "0", "-1", "99999999999999999999" })
    @Proves(Capability.LOCATE)
    void whatNamesNoIssueIsRefusedWithWords(String text) {
        var refused = catchThrowableOfType(TrackerException.class, () -> this.client.locate(text));

        assertThat(refused).isInstanceOfAny(TrackerException.Rejected.class, TrackerException.IssueGone.class);
        assertThat(refused.getMessage()).isNotBlank();
    }

    @Test
    @Proves(Capability.SET_STATUS)
    void everyStatusThatIsOfferedCanBeReachedFromAnyOther() {
        var ref = this.client.create(draft("Crash"), MARKER).ref();
        var statuses = this.client.catalog().statuses();
        for (var from : statuses) {
            for (var to : statuses) {
                this.client.setStatus(ref, from.key(), fields());
                var now = this.client.setStatus(ref, to.key(), fields());

                assertThat(now.status().id()).as("%s to %s", from, to).isEqualTo(to.id());
                assertThat(this.fake.standing(ref.id()).status()).startsWith(to.id());
            }
        }
    }

    @Test
    @Proves(Capability.SET_STATUS)
    void aStatusThatHoldsAlreadyIsNotWritten() {
        var ref = this.client.create(draft("Crash"), MARKER).ref();
        var status = this.client.get(ref).status();
        var before = this.fake.standing(ref.id()).writes();

        this.client.setStatus(ref, status.key(), fields());

        assertThat(this.fake.standing(ref.id()).writes()).isEqualTo(before);
    }

    @Test
    @Proves(Capability.SET_STATUS)
    void anUnknownStatusIsRefusedAndChangesNothing() {
        var ref = this.client.create(draft("Crash"), MARKER).ref();
        var before = this.fake.standing(ref.id());

        var refused = catchThrowableOfType(TrackerException.Rejected.class,
                () -> this.client.setStatus(ref, "no such status", fields()));

        assertThat(refused.reason()).isEqualTo(TrackerException.Rejected.Reason.TRANSITION_UNAVAILABLE);
        assertThat(this.fake.standing(ref.id())).isEqualTo(before);
    }

    @Test
    @Proves(Capability.SET_ASSIGNEE)
    void somebodyIsAssignedAndUnassigned() {
        var ref = this.client.create(draft("Crash"), MARKER).ref();
        var somebody = this.fake.somebody();

        assertThat(this.client.setAssignee(ref, Optional.of(somebody.id())).assignee()).contains(somebody);
        assertThat(this.fake.standing(ref.id()).assignee()).contains(somebody.id());
        assertThat(this.client.get(ref).assignee()).contains(somebody);

        assertThat(this.client.setAssignee(ref, Optional.empty()).assignee()).isEmpty();
        assertThat(this.fake.standing(ref.id()).assignee()).isEmpty();
    }

    @Test
    @Proves(Capability.SET_ASSIGNEE)
    void aChangeOfStatusLeavesTheAssigneeAlone() {
        var ref = this.client.create(draft("Crash"), MARKER).ref();
        for (var status : this.client.catalog().statuses()) {
            this.client.setStatus(ref, status.key(), fields());
            assertThat(this.fake.standing(ref.id()).assignee()).as(status.toString()).isEmpty();
        }
        this.client.setAssignee(ref, Optional.of(this.fake.somebody().id()));
        for (var status : this.client.catalog().statuses()) {
            this.client.setStatus(ref, status.key(), fields());
            assertThat(this.fake.standing(ref.id()).assignee()).as(status.toString())
                .contains(this.fake.somebody().id());
        }
    }

    @Test
    @Proves(Capability.SET_ASSIGNEE)
    void anUnknownPersonIsRefusedAndChangesNothing() {
        var ref = this.client.create(draft("Crash"), MARKER).ref();
        this.client.setAssignee(ref, Optional.of(this.fake.somebody().id()));

        var refused = catchThrowableOfType(TrackerException.Rejected.class,
                () -> this.client.setAssignee(ref, Optional.of(this.fake.nobody())));

        assertThat(refused.reason()).isEqualTo(TrackerException.Rejected.Reason.INVALID_FIELD);
        assertThat(this.fake.standing(ref.id()).assignee()).contains(this.fake.somebody().id());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileTexts")
    @Proves(Capability.COMMENT)
    void aCommentArrivesOnce(String name, String text) {
        var ref = this.client.create(draft("Crash"), MARKER).ref();

        this.client.comment(ref, new Document(List.of(new Document.Paragraph(new Document.Text("Seen again")),
                new Document.CodeBlock("", text), new Document.Paragraph(new Document.Text(text)))));

        assertThat(this.fake.standing(ref.id()).comments()).singleElement().asString().contains("Seen again");
        assertThat(this.fake.standing(ref.id()).status()).isEqualTo(this.client.get(ref).status().key());
    }

    @Test
    @Proves(Capability.LINK_BACK)
    void linkingBackAgainChangesTheLinkInsteadOfAddingOne() {
        var ref = this.client.create(draft("Crash"), MARKER).ref();

        this.client.linkBack(ref, new BackLink("group-1", "https://tracebridge.example.com/groups/1", "Crash", false));
        this.client.linkBack(ref, new BackLink("group-1", "https://tracebridge.example.com/groups/1", "Crash", true));

        assertThat(this.fake.standing(ref.id()).backLinks())
            .containsExactly("https://tracebridge.example.com/groups/1");
    }

    @Test
    @Proves(Capability.CATALOG)
    void anAdminChoosesFromWhatTheTrackerHas() {
        var catalog = this.client.catalog();

        assertThat(catalog.projects()).isNotEmpty().allSatisfy((choice) -> assertThat(choice.name()).isNotBlank());
        assertThat(catalog.statuses()).isNotEmpty().extracting(Issue.Status::key).doesNotHaveDuplicates();
        assertThat(catalog.fields()).allSatisfy((field) -> assertThat(field.id()).isNotBlank());
        assertThat(catalog.issueTypes()).allSatisfy((choice) -> assertThat(choice.id()).isNotBlank());
        var somebody = this.fake.somebody();
        assertThat(catalog.people(somebody.name().substring(0, 3))).contains(somebody);
        assertThat(catalog.people("zzz-nobody-zzz")).isEmpty();
    }

    @Test
    @Proves(Capability.STATE_MAP)
    void theAutomaticStateMapServesEveryGroupStateAndComesBack() {
        var statuses = this.client.catalog().statuses();
        var meanings = new LinkedHashMap<String, GroupState>();
        statuses.forEach((status) -> meanings.put(status.key(), this.tracker.meaning(status)));

        var map = StateMap.seed(meanings);

        assertThat(map.outward(GroupState.OPEN)).isNotEmpty();
        assertThat(meanings.values()).contains(GroupState.OPEN, GroupState.RESOLVED);
        var ref = this.client.create(draft("Crash"), MARKER).ref();
        for (var state : GroupState.values()) {
            assertThat(map.outward(state)).as(state.id()).isNotEmpty();
            var status = this.client.setStatus(ref, map.outward(state).getFirst(), fields()).status();
            var back = map.inward(status.key(), status.id(), this.tracker.meaning(status));
            assertThat(map.outward(back)).as("%s comes back as %s", state, back).isEqualTo(map.outward(state));
        }
        assertThat(this.tracker.meaning(new Issue.Status("?", "Unheard of", "", ""))).isEqualTo(GroupState.OPEN);
    }

    @Test
    @Proves(Capability.POLLING)
    void pollingMissesNoChange() {
        var untouched = this.client.create(draft("Another"), OTHER).ref();
        var ref = this.client.create(draft("Crash"), MARKER).ref();
        var cursor = drain(Changes.Cursor.at(longAgo()), List.of(untouched.id(), ref.id()));

        this.fake.changeByHand(ref.id(), this.client.catalog().statuses().getLast().key());

        drain(cursor, List.of(ref.id()));
    }

    @Test
    @Proves(Capability.POLLING)
    void pollingGoesThroughManyPages() {
        var created = IntStream.range(0, 130)
            .mapToObj((n) -> this.client.create(draft("Crash " + n), new Marker("tracebridge%020x".formatted(n))))
            .map((issue) -> issue.ref().id())
            .toList();

        drain(Changes.Cursor.at(longAgo()), created);
    }

    /** Looks on while there is more. */
    private Changes.Cursor drain(Changes.Cursor from, List<String> expected) {
        var seen = new HashSet<String>();
        var cursor = from;
        for (var look = 0; look < 50; look++) {
            var changes = this.client.changesSince(cursor);
            changes.issues().forEach((issue) -> seen.add(issue.id()));
            cursor = changes.next();
            if (!changes.more()) {
                break;
            }
        }
        assertThat(seen).containsAll(expected);
        return cursor;
    }

    @Test
    @Proves(Capability.WEBHOOKS)
    void aGenuineDeliveryNamesTheIssueAndTheSameOneTwiceIsKnown() {
        var ref = this.client.create(draft("Crash"), MARKER).ref();
        var webhooks = this.tracker.webhooks().orElseThrow();

        var delivery = webhooks.read(this.fake.webhook(ref.id(), SECRET, "one"), SECRET);
        assertThat(delivery).isInstanceOfSatisfying(Webhooks.Delivery.Changed.class, (changed) -> {
            assertThat(changed.id()).isNotBlank();
            assertThat(changed.issues()).anyMatch(
                    (issue) -> issue.id().equals(ref.id()) || (issue.id().isEmpty() && issue.key().equals(ref.key())));
        });
        assertThat(webhooks.read(this.fake.webhook(ref.id(), SECRET, "one"), SECRET)).isEqualTo(delivery);
        assertThat(webhooks.read(this.fake.webhook(ref.id(), SECRET, "two"), SECRET)).isNotEqualTo(delivery);
    }

    @Test
    @Proves(Capability.WEBHOOKS)
    void aForgedOrTruncatedDeliveryIsRefused() {
        var ref = this.client.create(draft("Crash"), MARKER).ref();
        var webhooks = this.tracker.webhooks().orElseThrow();
        var genuine = this.fake.webhook(ref.id(), SECRET, "one");
        var half = new Webhooks.Request(genuine.headers(), Arrays.copyOf(genuine.body(), genuine.body().length / 2),
                genuine.receivedAt());
        var nothing = new Webhooks.Request(Map.of(), new byte[0], genuine.receivedAt());

        assertThat(List.of(webhooks.read(half, SECRET), webhooks.read(nothing, SECRET)))
            .allSatisfy((delivery) -> assertThat(delivery).isInstanceOf(Webhooks.Delivery.Forged.class));
        if (webhooks.secretFrom() != Webhooks.Secret.NONE) {
            assertThat(webhooks.read(genuine, "another secret")).isInstanceOf(Webhooks.Delivery.Forged.class);
            assertThat(webhooks.read(new Webhooks.Request(Map.of(), genuine.body(), genuine.receivedAt()), SECRET))
                .isInstanceOf(Webhooks.Delivery.Forged.class);
        }
    }

    @Test
    @Proves(Capability.READ)
    void aMovedIssueIsFollowed() {
        var created = this.client.create(draft("Crash"), MARKER).ref();
        var newKey = this.fake.move(created.id());
        assumeThat(newKey).as("not claimed: this tracker moves no issues").isPresent();

        assertThat(this.client.get(created).ref().key()).isEqualTo(newKey.get());
    }

    /** What this tracker's workflow asks for when the status changes. */
    protected Map<String, String> fields() {
        return Map.of();
    }

    @Override
    protected final TrackerClient client() {
        return this.client;
    }

    @Override
    final IssueRef someIssue() {
        return this.client.create(draft("Crash"), MARKER).ref();
    }

    protected static IssueDraft draft(String title, String... lines) {
        var text = (lines.length == 0) ? "boom" : String.join("\n", lines);
        var description = new Document(List.of(new Document.Heading(2, "Callstack"), new Document.CodeBlock("", text),
                new Document.Paragraph(new Document.Text(text)), new Document.Paragraph(
                        new Document.Link("Group in Tracebridge", "https://tracebridge.example.com/groups/1"))));
        return new IssueDraft(title, description, List.of("tracebridge"), Map.of(), Optional.empty(), Optional.empty());
    }

    protected static Instant longAgo() {
        return Instant.now().minus(LONG_AGO);
    }

    private TrackerClient wrong() {
        return this.tracker.connect(this.fake.wrongConnection());
    }

    private Connection without(Setting setting) {
        var whole = this.fake.connection();
        return new Connection(rest(whole.settings(), setting), rest(whole.credential(), setting));
    }

    private static Map<String, String> rest(Map<String, String> all, Setting without) {
        return all.entrySet()
            .stream()
            .filter((entry) -> !entry.getKey().equals(without.name()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Nothing that people will read shows a credential. */
    private void harmless(Object shown) {
        var text = (shown instanceof Throwable thrown) ? thrown.getMessage() : shown.toString();
        var credentials = Stream.of(this.fake.connection(), this.fake.wrongConnection())
            .flatMap((connection) -> connection.credential().values().stream());
        assertThat(credentials).noneMatch(text::contains);
    }

}
