package io.tracebridge.sync;

/**
 * The three-way merge of one field.
 * <ul>
 * <li>Neither side changed since they agreed: nothing to do, even if they were left apart
 * then.
 * <li>Both are the same now: agreed.
 * <li>One changed: the other follows.
 * <li>Both changed, differently: the policy decides, or a person.
 * <li>They never agreed: the setting for linking decides.
 * </ul>
 * A change into a direction that is switched off is skipped, and the difference becomes
 * the base: it does not come up again, and an issue's value that we did not take is
 * overwritten only when the group changes afterwards. Where both changed and one
 * direction is off, the other direction is no dispute: it goes ahead.
 *
 * @param policy what the admin decided
 */
public record Merge(SyncPolicy policy) {

    public <V> Outcome<V> of(Sides<V> sides) {
        var ours = sides.oursChanged();
        var theirs = sides.theirsChanged();
        if (!ours && !theirs) {
            return new Outcome.InStep<>();
        }
        if (sides.ours().equals(sides.theirs())) {
            return new Outcome.Agreed<>(sides.ours());
        }
        if (sides.base().isEmpty()) {
            return follow(this.policy.onLink(), sides,
                    "at linking, the setting onLink says " + this.policy.onLink().id());
        }
        if (ours && theirs) {
            return bothChanged(sides, sides.base().get());
        }
        return ours ? follow(Side.GROUP, sides, "the group changed") : follow(Side.TRACKER, sides, "the issue changed");
    }

    /** One side is to be followed, if its direction is on. */
    public <V> Outcome<V> follow(Side side, Sides<V> sides, String why) {
        return switch (side) {
            case GROUP -> this.policy.push() ? new Outcome.Push<>(sides.ours(), why)
                    : new Outcome.Skipped<>(why + ", but this integration does not push");
            case TRACKER -> this.policy.pull() ? new Outcome.Pull<>(sides.theirs(), why)
                    : new Outcome.Skipped<>(why + ", but this integration does not pull");
        };
    }

    private <V> Outcome<V> bothChanged(Sides<V> sides, Base<V> base) {
        if (this.policy.push() != this.policy.pull()) {
            var open = this.policy.push() ? Side.GROUP : Side.TRACKER;
            return follow(open, sides,
                    "both changed, and this integration only " + (this.policy.push() ? "pushes" : "pulls"));
        }
        var why = "both changed, and the setting onConflict says " + this.policy.onConflict().id();
        return switch (this.policy.onConflict()) {
            case TRACKER -> follow(Side.TRACKER, sides, why);
            case GROUP -> follow(Side.GROUP, sides, why);
            case NEWEST -> follow(sides.oursAt().isAfter(sides.theirsAt()) ? Side.GROUP : Side.TRACKER, sides, why);
            case ASK -> (this.policy.push()) ? new Outcome.Conflict<>(base.ours(), sides.ours(), sides.theirs(),
                    "both changed since they agreed") : follow(Side.GROUP, sides, "both changed");
        };
    }

}
