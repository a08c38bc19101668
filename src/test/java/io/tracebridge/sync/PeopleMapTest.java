package io.tracebridge.sync;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ann is known on both sides, Zoe to us alone, and acc-x to the tracker alone. Nobody
 * takes the place of somebody whom the other side cannot name.
 */
class PeopleMapTest {

    private static final PeopleMap PEOPLE = new PeopleMap(Map.of("ann", "acc-ann"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            push | ann |         | Push ann
            push | ann | acc-x   | Push ann
            push | zoe |         | Skipped: has no account for zoe
            push |     | acc-ann | Push nobody
            push |     | acc-x   | Skipped: has no user for the account acc-x
            pull |     | acc-ann | Pull ann
            pull | zoe | acc-ann | Pull ann
            pull |     | acc-x   | Skipped: has no user for the account acc-x
            pull | ann |         | Pull nobody
            pull | zoe |         | Skipped: has no account for zoe""")
    void onlyWhomBothSidesKnowIsReplaced(String way, String user, String account, String then) {
        var ours = PEOPLE.ours(Optional.ofNullable(user));
        var theirs = PEOPLE.theirs(Optional.ofNullable(account));
        var sides = new Sides<>(Optional.<Base<Assignee>>empty(), ours, Instant.EPOCH, theirs, Instant.EPOCH);
        Outcome<Assignee> wanted = way.equals("push") ? new Outcome.Push<>(ours, "") : new Outcome.Pull<>(theirs, "");

        assertThat(words(PEOPLE.sparing(PEOPLE.possible(wanted), sides))).startsWith(then.replaceAll(":.*", ""))
            .contains(then.replaceAll(".*: ", ""));
    }

    private static String words(Outcome<Assignee> outcome) {
        return switch (outcome) {
            case Outcome.Push<Assignee>(var who, var why) -> "Push " + who.words();
            case Outcome.Pull<Assignee>(var who, var why) -> "Pull " + who.words();
            case Outcome.Skipped<Assignee>(var why) -> "Skipped " + why;
            default -> outcome.toString();
        };
    }

}
