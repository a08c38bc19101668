package io.tracebridge.integration;

import java.util.Map;

import io.tracebridge.issue.Payload;

/**
 * What an admin saves. Absent parts take the defaults, except the credential: what is
 * absent there stays as stored.
 */
public record IntegrationSpec(String name, String tracker, Integration.State state, Map<String, String> connection,
        Map<String, String> credential, Payload payload, SyncSettings sync, Automation automation) {

    public IntegrationSpec {
        state = (state != null) ? state : Integration.State.ENABLED;
        connection = (connection != null) ? connection : Map.of();
        credential = (credential != null) ? credential : Map.of();
        payload = (payload != null) ? payload : new Payload(null, null, null, null, null);
        sync = (sync != null) ? sync : new SyncSettings(false, false, null, null, null, null);
        automation = (automation != null) ? automation : new Automation(false, null, 0, 0, null);
    }

}
