package io.tracebridge.tracker.fogbugz;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.IntStream;

import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerException.Unavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class EditedCasesTest extends FogBugzFixture {

    private final Instant now = Instant.now();

    @Test
    void findsWhatWasEditedOldestFirstAndLooksOnFromTheNewest() {
        add(1, Duration.ofMinutes(5));
        add(2, Duration.ofMinutes(30));
        add(3, Duration.ofMinutes(8));
        add(4, Duration.ofDays(3));

        var changes = since(Duration.ofMinutes(1));

        assertThat(changes.issues()).extracting(IssueRef::id).containsExactly("3", "1");
        assertThat(changes.more()).isFalse();
        assertThat(Instant.parse(changes.next().value())).as("never back").isEqualTo(this.now.minusSeconds(60));
        assertThat(Instant.parse(since(Duration.ofHours(1)).next().value()))
            .isEqualTo(this.now.minus(Duration.ofMinutes(5)));
    }

    @Test
    void whatTheSearchShowsLateIsFoundAllTheSame() {
        add(1, Duration.ofMinutes(1));
        var first = since(Duration.ofHours(1));
        add(2, Duration.ofMinutes(6));

        assertThat(client().changesSince(first.next()).issues()).extracting(IssueRef::id).contains("2");
    }

    @ParameterizedTest
    @ValueSource(strings = { "h..now", "edited:\"" })
    void aSearchThatDoesNotUnderstandHoursOrDatesIsAskedOtherwise(String misunderstood) {
        this.fogBugz.misunderstood.add(misunderstood);
        add(1, Duration.ofMinutes(5));
        add(2, Duration.ofDays(3));

        assertThat(since(Duration.ofMinutes(1)).issues()).extracting(IssueRef::id).containsExactly("1");
    }

    @Test
    void aSearchThatTakesHoursForWordsIsAskedOtherwise() {
        this.fogBugz.fruitless.add("h..now");
        add(1, Duration.ofMinutes(5));

        assertThat(since(Duration.ofMinutes(1)).issues()).extracting(IssueRef::id).containsExactly("1");
    }

    @Test
    void aSearchThatUnderstandsNothingIsNoReasonToMissChangesSilently() {
        this.fogBugz.misunderstood.addAll(Set.of("edited"));

        assertThat(catchThrowableOfType(Unavailable.class, () -> since(Duration.ofMinutes(1))))
            .hasMessageContaining("understands neither");
    }

    @ParameterizedTest
    @ValueSource(strings = { "nothing", "edited:\"" })
    void moreThanUsualAreAskedForAtOnce(String misunderstood) {
        this.fogBugz.misunderstood.add(misunderstood);
        IntStream.rangeClosed(1, 700).forEach((number) -> add(number, Duration.ofSeconds(number)));

        assertThat(since(Duration.ofMinutes(5)).issues()).hasSize(700);
    }

    private void add(int number, Duration ago) {
        this.fogBugz.add(number, this.now.minus(ago));
    }

    private Changes since(Duration ago) {
        return client().changesSince(Changes.Cursor.at(this.now.minus(ago)));
    }

}
