package io.tracebridge.notify;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an admin saves. A credential that is absent stays as stored.
 *
 * @param state enabled if absent: saving switches a target on again
 */
public record TargetSpec(String name, String kind, Target.State state, Map<String, String> settings,
        Map<String, String> credential) {

    public TargetSpec {
        state = (state != null) ? state : Target.State.ENABLED;
        settings = given(settings);
        credential = given(credential);
    }

    /** JSON's null says the same as leaving out. */
    private static Map<String, String> given(Map<String, String> pairs) {
        return (pairs == null) ? Map.of()
                : pairs.entrySet()
                    .stream()
                    .filter((pair) -> pair.getValue() != null)
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public String toString() {
        return "TargetSpec[" + this.name + ", " + this.kind + "]";
    }

}
