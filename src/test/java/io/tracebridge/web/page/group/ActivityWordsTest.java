package io.tracebridge.web.page.group;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.triage.Activities.Activity;
import io.tracebridge.web.page.Show;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What happened reads as sentences. */
class ActivityWordsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Show SHOW = new Show();

    private final ActivityWords words = new ActivityWords(new UntilWords(JSON, SHOW), SHOW);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~',
            textBlock = """
                    user:jane | state-changed | {"state": "open"} | {"state": "resolved", "until": [{"type": "version_gt", "field": "version", "version": "1.4"}]} | jane changed the state: Open -> Resolved until version is later than 1.4
                    report | reopened | {"state": "muted"} | {"state": "open"} | A report reopened the group: Muted -> Open
                    user:jane | until-changed | {"state": "muted", "until": [{"type": "timestamp_gt", "timestamp": 1}]} | {"state": "muted"} | jane changed what ends the state: it is seen again -> nothing
                    user:jane | assignee-changed | {"assignee": ""} | {"assignee": "tina"} | jane changed the assignee: nobody -> tina
                    user:jane | tags-changed | {"tags": ["a", "b"]} | {"tags": ["b", "c"]} | jane added the tags c and removed the tags a
                    user:jane | merged | {} | {"fingerprints": ["abcdef0123", "bcdef01234"]} | jane merged into this group: abcdef0, bcdef01
                    user:jane | unmerged-from | {"fingerprint": "abcdef0123"} | {} | jane parted this group from
                    process | issue-linked | {} | {"issue": "SHOP-7", "warnings": ["no assignee"]} | Tracebridge linked issue SHOP-7
                    process | issue-updated | {"state": "open"} | {"state": "resolved"} | Tracebridge changed the issue: state open -> state resolved
                    tracker | sync-conflict | {} | {"field": "assignee", "why": "both"} | The tracker and this group both changed the assignee
                    user:jane | correction-submitted | {} | {"choice": "retry"} | jane corrected a refused issue, to be tried again
                    rule | mentioned | {} | {"target": "@oncall"} | A rule told @oncall of the issue
                    process | issue-linked-back | {} | {"by": "comment"} | Tracebridge told issue  of this group, by a comment
                    process | never-heard-of | {"a": 1} | {"b": [2, 3]} | Tracebridge noted: never heard of: a 1 -> b 2, 3
                    """)
    void aKindHasItsSentence(String actor, String kind, String before, String after, String sentence) {
        assertThat(sentence(line(actor, kind, before, after, "{}"))).isEqualTo(sentence);
    }

    @Test
    void whatLedToItIsSaidToo() {
        var line = line("user:jane", "reopened", "{\"state\": \"resolved\"}", "{\"state\": \"open\"}",
                "{\"why\": \"again\", \"integration\": 3, \"report\": 12, \"condition\": {\"type\": \"timestamp_gt\", \"timestamp\": 1}}");

        assertThat(line.why()).isEqualTo("again");
        assertThat(line.through()).isEqualTo("Jira");
        assertThat(line.report()).isEqualTo(12);
        assertThat(line.details()).containsExactly("The condition was met: it is seen again.");
    }

    /** Whoever records a new kind gives it words here. */
    @Test
    void everyKindThatTheProgramRecordsHasWords() throws IOException {
        var kind = Pattern.compile("\"([a-z]+(?:-[a-z]+)+|merged|unmerged|reopened|mentioned)\"");
        var recorded = new TreeSet<String>();
        try (var sources = Files.walk(Path.of("src/main/java/io/tracebridge"))) {
            for (var source : sources.filter((file) -> file.toString().endsWith(".java")).toList()) {
                var text = Files.readString(source);
                if (!source.toString().contains("/web/") && text.contains("private final Activities activities;")) {
                    Pattern.compile("(?:record|recordOfMember|note|tell|failure)\\([^;{]*", Pattern.DOTALL)
                        .matcher(text)
                        .results()
                        .flatMap((call) -> kind.matcher(call.group()).results())
                        .map((found) -> found.group(1))
                        .forEach(recorded::add);
                }
            }
        }
        recorded.remove("give-up");

        assertThat(recorded).contains("merged", "issue-linked", "sync-skipped", "target-disabled", "issue-requested")
            .allSatisfy((one) -> assertThat(line("process", one, "{}", "{}", "{}").did()).as(one)
                .doesNotStartWith("noted: "));
    }

    private ActivityLine line(String actor, String kind, String before, String after, String cause) {
        return this.words.line(new Activity(Instant.EPOCH, actor, kind, map(before), map(after), map(cause)),
                Map.of(3L, "Jira"));
    }

    private static String sentence(ActivityLine line) {
        return line.who() + " " + line.did().strip()
                + (line.changes() ? ": " + line.before() + " -> " + line.after() : "");
    }

    private static Map<String, Object> map(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {
            });
        }
        catch (JsonProcessingException ex) {
            throw new IllegalArgumentException(ex);
        }
    }

}
