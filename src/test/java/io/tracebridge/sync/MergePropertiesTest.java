package io.tracebridge.sync;

import java.time.Instant;
import java.util.Optional;

import io.tracebridge.sync.SyncPolicy.OnConflict;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds of every merge, whatever the sides and the settings. */
class MergePropertiesTest {

    @Property
    void onceCarriedOutTheSidesAreInStep(@ForAll("sides") Sides<Character> sides,
            @ForAll("policies") SyncPolicy policy) {
        var outcome = new Merge(policy).of(sides);
        var after = new Merge(policy).of(carriedOut(sides, outcome));

        if (outcome instanceof Outcome.Conflict) {
            assertThat(after).isEqualTo(outcome);
        }
        else {
            assertThat(after).isInstanceOf(Outcome.InStep.class);
        }
    }

    @Property
    void aSideThatDidNotChangeNeverOverwritesTheOther(@ForAll("known") Sides<Character> sides,
            @ForAll("policies") SyncPolicy policy) {
        var outcome = new Merge(policy).of(sides);

        if (outcome instanceof Outcome.Push) {
            assertThat(sides.oursChanged()).isTrue();
        }
        if (outcome instanceof Outcome.Pull) {
            assertThat(sides.theirsChanged()).isTrue();
        }
    }

    @Property
    void noPersonsChangeIsOverwrittenUnlessASettingSaysSo(@ForAll("known") Sides<Character> sides) {
        var asking = new SyncPolicy(true, true, Side.TRACKER, OnConflict.ASK);
        var outcome = new Merge(asking).of(sides);

        if (sides.oursChanged() && sides.theirsChanged() && !sides.ours().equals(sides.theirs())) {
            assertThat(outcome).isInstanceOf(Outcome.Conflict.class);
        }
    }

    @Property
    void nothingGoesIntoADirectionThatIsOff(@ForAll("sides") Sides<Character> sides,
            @ForAll("policies") SyncPolicy policy) {
        var outcome = new Merge(policy).of(sides);

        assertThat(outcome instanceof Outcome.Push).isIn(false, policy.push());
        assertThat(outcome instanceof Outcome.Pull).isIn(false, policy.pull());
    }

    /** The sides changed round, with the settings, push where they pulled. */
    @Property
    void neitherSideIsFavouredButBySettings(@ForAll("known") Sides<Character> sides,
            @ForAll("policies") SyncPolicy policy) {
        var mirrored = new Sides<>(sides.base().map((base) -> new Base<>(base.theirs(), base.ours())), sides.theirs(),
                sides.theirsAt(), sides.ours(), sides.oursAt());
        var opposite = new SyncPolicy(policy.pull(), policy.push(),
                (policy.onLink() == Side.GROUP) ? Side.TRACKER : Side.GROUP, switch (policy.onConflict()) {
                    case TRACKER -> OnConflict.GROUP;
                    case GROUP -> OnConflict.TRACKER;
                    default -> policy.onConflict();
                });
        var outcome = new Merge(policy).of(sides);
        var other = new Merge(opposite).of(mirrored);

        if (policy.onConflict() != OnConflict.NEWEST || !sides.oursAt().equals(sides.theirsAt())) {
            assertThat(other instanceof Outcome.Pull).isEqualTo(outcome instanceof Outcome.Push);
            assertThat(other instanceof Outcome.Push).isEqualTo(outcome instanceof Outcome.Pull);
        }
    }

    private static Sides<Character> carriedOut(Sides<Character> sides, Outcome<Character> outcome) {
        var ours = (outcome instanceof Outcome.Pull<Character>(var value, var why)) ? value : sides.ours();
        var theirs = (outcome instanceof Outcome.Push<Character>(var value, var why)) ? value : sides.theirs();
        return new Sides<>(baseAfter(sides, outcome), ours, sides.oursAt(), theirs, sides.theirsAt());
    }

    private static Optional<Base<Character>> baseAfter(Sides<Character> sides, Outcome<Character> outcome) {
        return switch (outcome) {
            case Outcome.InStep<Character>() -> sides.base();
            case Outcome.Conflict<Character> conflict -> sides.base();
            case Outcome.Agreed<Character>(var value) -> Optional.of(Base.both(value));
            case Outcome.Push<Character>(var value, var why) -> Optional.of(Base.both(value));
            case Outcome.Pull<Character>(var value, var why) -> Optional.of(Base.both(value));
            case Outcome.Skipped<Character> skipped -> Optional.of(new Base<>(sides.ours(), sides.theirs()));
            case Outcome.Regression<Character> regression -> throw new AssertionError("no merge asks for a new issue");
        };
    }

    @Provide
    Arbitrary<Sides<Character>> known() {
        return sides().filter((sides) -> sides.base().isPresent());
    }

    @Provide
    Arbitrary<Sides<Character>> sides() {
        var value = Arbitraries.chars().range('a', 'd');
        var base = Combinators.combine(value, value).as((ours, theirs) -> new Base<>(ours, theirs)).optional();
        var time = Arbitraries.longs().between(0, 2).map(Instant::ofEpochSecond);
        return Combinators.combine(base, value, time, value, time)
            .as((agreed, ours, oursAt, theirs, theirsAt) -> new Sides<>(agreed, ours, oursAt, theirs, theirsAt));
    }

    @Provide
    Arbitrary<SyncPolicy> policies() {
        return Combinators
            .combine(Arbitraries.of(true, false), Arbitraries.of(true, false), Arbitraries.of(Side.class),
                    Arbitraries.of(OnConflict.class))
            .as(SyncPolicy::new);
    }

}
