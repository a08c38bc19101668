package io.tracebridge.tracker.gitlab;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.TrackerClient.Check;
import io.tracebridge.tracker.http.AddressGuard;
import io.tracebridge.tracker.http.HttpLimits;
import io.tracebridge.tracker.http.TrackerHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What an admin is told about a connection, before and after it is tried. */
class GitLabCheckTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-07-01T23:00:00Z"), ZoneOffset.UTC);

    private final FakeGitLab gitlab = new FakeGitLab();

    private final GitLab tracker = new GitLab(
            new TrackerHttp(HttpLimits.DEFAULT, new AddressGuard(true, true), CLOCK, "test"), CLOCK);

    @AfterEach
    void close() {
        this.gitlab.close();
    }

    static Stream<Arguments> flaws() {
        return Stream.of(
                flaw("token", "scopes read_api, read_user",
                        (gitlab) -> gitlab.json.token = gitlab.json.token.replace("\"api\"",
                                "\"read_api\", \"read_user\"")),
                flaw("project", "archived", (gitlab) -> gitlab.json.archived = true),
                flaw("project", "no access", (gitlab) -> gitlab.hidden = true),
                flaw("project", "acme/store: enter that path, or the number 14", (gitlab) -> {
                    gitlab.renamed = true;
                    gitlab.json.path = "acme/store";
                }), flaw("issues", "disabled", (gitlab) -> gitlab.json.issuesEnabled = false),
                flaw("permissions", "Reporter", FakeGitLab::demote));
    }

    private static Arguments flaw(String check, String words, Consumer<FakeGitLab> flaw) {
        return Arguments.of(check, words, flaw);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("flaws")
    void namesWhatIsMissing(String name, String words, Consumer<FakeGitLab> flaw) {
        flaw.accept(this.gitlab);

        assertThat(check().stream().filter((check) -> !check.ok())).singleElement().satisfies((check) -> {
            assertThat(check.name()).isEqualTo(name);
            assertThat(check.message()).contains(words);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "2026-12-31" | expires on 2026-12-31, in 183 days.
            "2026-07-15" | in 14 days: renew it now.
            null         | does not expire.
            """)
    void tellsWhenTheTokenExpires(String date, String words) {
        this.gitlab.json.token = this.gitlab.json.token.replace("\"2999-12-31\"", date);

        assertThat(check()).allMatch(Check::ok).anyMatch((check) -> check.message().endsWith(words));
    }

    @Test
    void takesATokenOfWhichGitLabTellsNothing() {
        this.gitlab.json.token = "";

        assertThat(check()).allMatch(Check::ok).anyMatch((check) -> check.message().contains("does not tell"));
    }

    @Test
    void findsARoleThatComesByAShare() {
        this.gitlab.json.projectAccess = null;

        assertThat(check()).allMatch(Check::ok);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            baseUrl         | https://gitlab.com/api/v4 | without /api/v4
            baseUrl         | gitlab.com                | must be an address
            project         | shop                      | with its groups such as acme/shop
            project         | https://gitlab.com/a/b    | with its groups such as acme/shop
            project         | ../..                     | with its groups
            project         | 0                         | or a number
            project         | ' '                       | project is missing
            inProgressLabel | a,b                       | without commas
            mutedLabel      | status:in-progress        | another label
            confidential    | maybe                     | true or false
            """)
    void refusesSettingsInTheWordsOfTheOneWhoEntersThem(String setting, String value, String words) {
        var settings = new HashMap<>(this.gitlab.connection().settings());
        settings.put(setting, value);
        var connection = new Connection(settings, this.gitlab.connection().credential());

        assertThatIllegalArgumentException().isThrownBy(() -> this.tracker.connect(connection))
            .withMessageContaining(words);
    }

    private List<Check> check() {
        return this.tracker.connect(this.gitlab.connection()).check();
    }

}
