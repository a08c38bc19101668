package io.tracebridge.tracker;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Understands what a tracker posts to us. Pure: makes no call, keeps nothing. Payloads
 * are hints: whoever acts on one reads the issue first.
 */
public interface Webhooks {

    /**
     * Verifies the raw bytes in constant time, then reads them.
     * @param secret what the admin or we entered in the tracker; empty where the tracker
     * signs nothing and the secret in our URL must do
     */
    Delivery read(Request request, String secret);

    /**
     * @param headers the first value of each
     * @param body as received, not yet decoded
     */
    record Request(Map<String, String> headers, byte[] body, Instant receivedAt) {

        public Request {
            var caseless = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            caseless.putAll(headers);
            headers = caseless;
        }

        public Optional<String> header(String name) {
            return Optional.ofNullable(this.headers.get(name));
        }

    }

    sealed interface Delivery {

        /**
         * Signature or secret wrong, too old, or no body that it could be true of: answer
         * 401.
         */
        record Forged(String why) implements Delivery {
        }

        /** Genuine, but not about an issue's change: a ping, another kind of event. */
        record Ignored(String why) implements Delivery {
        }

        /**
         * Genuine.
         *
         * @param id the same for a delivery that is sent again, different for another
         * @param issues whose state may have changed; {@code id} or {@code key} may be
         * empty where the tracker names only the other
         * @param actor account id of who changed it; empty when the payload does not say
         */
        record Changed(String id, List<IssueRef> issues, Optional<String> actor) implements Delivery {

            public Changed {
                issues = List.copyOf(issues);
            }

        }

    }

}
