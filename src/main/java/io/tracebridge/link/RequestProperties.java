package io.tracebridge.link;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Issues wanted by hand ({@code tracebridge.requests.*}).
 *
 * @param expireAfter how long a request waits for somebody to complete its details
 */
@ConfigurationProperties("tracebridge.requests")
record RequestProperties(@DefaultValue("P7D") Duration expireAfter) {

    RequestProperties {
        if (!expireAfter.isPositive()) {
            throw new IllegalArgumentException("tracebridge.requests.expire-after must be longer than nothing");
        }
    }

}
