package io.tracebridge.tracker.github;

import java.util.HashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.TrackerClient.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What an admin is told who sets GitHub up. */
class GitHubCheckTest extends GitHubFixture {

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

}
