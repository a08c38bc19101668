package io.tracebridge.sync;

import java.time.Instant;
import java.util.Optional;

/**
 * One field of a group and of its issue, as both stand now, in terms that compare.
 *
 * @param base empty when the two sides were never brought in step
 * @param ours the group's value
 * @param oursAt when the group's value changed last
 * @param theirs the value
 * @param theirsAt when the issue changed last, by the tracker's clock
 */
public record Sides<V>(Optional<Base<V>> base, V ours, Instant oursAt, V theirs, Instant theirsAt) {

    boolean oursChanged() {
        return this.base.filter((agreed) -> agreed.ours().equals(this.ours)).isEmpty();
    }

    public boolean theirsChanged() {
        return this.base.filter((agreed) -> agreed.theirs().equals(this.theirs)).isEmpty();
    }

}
