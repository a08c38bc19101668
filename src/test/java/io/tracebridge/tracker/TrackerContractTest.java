package io.tracebridge.tracker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.TrackerFake.Held;
import io.tracebridge.tracker.TrackerFake.Trouble;
import io.tracebridge.tracker.http.AddressGuard;
import io.tracebridge.tracker.http.HttpLimits;
import io.tracebridge.tracker.http.TrackerHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What every tracker promises, whatever its own ways. Subclasses name the tracker and its
 * fake, and add what is special to it.
 */
public abstract class TrackerContractTest {

    protected static final Marker MARKER = new Marker("tracebridge0123456789abcdef0123");

    private static final Marker OTHER = new Marker("tracebridgeffffffffffffffffffff");

    private static final Duration LONG_AGO = Duration.ofMinutes(2);

    protected final TrackerHttp http = new TrackerHttp(
            new HttpLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(8), 5_000_000),
            new AddressGuard(true, true), Clock.systemUTC(), "test");

    private Tracker tracker;

    private TrackerFake fake;

    private TrackerClient client;

    protected abstract Tracker tracker();

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
    void anIssueWhoseCreationWasNotConfirmedIsFoundByItsMarker() {
        this.fake.next(Trouble.LOST_ANSWER);

        var lost = catchThrowableOfType(TrackerException.Unavailable.class,
                () -> this.client.create(draft("Crash in checkout"), MARKER));

        assertThat(lost).isNotNull();
        assertThat(this.fake.issues()).hasSize(1);
        var found = this.client.findByMarker(MARKER, longAgo()).orElseThrow();
        assertThat(found.ref().id()).isEqualTo(this.fake.issues().getFirst().id());
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
        var refused = catchThrowableOfType(TrackerException.CredentialRefused.class,
                () -> wrong().create(draft("Crash"), MARKER));

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

    protected final TrackerClient client() {
        return this.client;
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
