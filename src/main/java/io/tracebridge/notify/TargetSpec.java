package io.tracebridge.notify;

import java.util.Map;

/**
 * What an admin saves. A credential that is absent stays as stored.
 *
 * @param state enabled if absent: saving switches a target on again
 */
public record TargetSpec(String name, String kind, Target.State state, Map<String, String> settings,
        Map<String, String> credential) {

    public TargetSpec {
        state = (state != null) ? state : Target.State.ENABLED;
        settings = (settings != null) ? settings : Map.of();
        credential = (credential != null) ? credential : Map.of();
    }

    @Override
    public String toString() {
        return "TargetSpec[" + this.name + ", " + this.kind + "]";
    }

}
