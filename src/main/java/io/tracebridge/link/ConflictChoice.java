package io.tracebridge.link;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.sync.Side;

/**
 * A person's word on one disputed field.
 *
 * @param choice {@code ours} or {@code theirs}; anything else leaves it disputed
 */
public record ConflictChoice(String field, String choice) {

    /** Field to the side whose value holds; only what was decided. */
    public static Map<String, Side> sides(List<ConflictChoice> choices) {
        var sides = new HashMap<String, Side>();
        if (choices != null) {
            choices.forEach((each) -> each.side().ifPresent((side) -> sides.put(each.field(), side)));
        }
        return sides;
    }

    Optional<Side> side() {
        return switch (this.choice) {
            case "ours" -> Optional.of(Side.GROUP);
            case "theirs" -> Optional.of(Side.TRACKER);
            case null, default -> Optional.empty();
        };
    }

}
