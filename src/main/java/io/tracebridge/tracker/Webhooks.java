package io.tracebridge.tracker;

import java.nio.charset.StandardCharsets;
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

    Secret secretFrom();

    /**
     * How an admin sets the webhook up in the tracker's own pages: where to go, which
     * events, where the secret goes, how to see that it works. One step each, in plain
     * sentences without numbers.
     * @param url what the webhook posts to
     * @param secret ours, or what stands for it; empty unless {@link #secretFrom()} is
     * ours
     */
    List<String> instructions(String url, String secret);

    /** Where the secret comes from that {@link #read} verifies with. */
    enum Secret {

        /** We make it, and the tracker is told. */
        OURS,

        /** The tracker makes it, and an admin enters it here. */
        TRACKERS,

        /** The tracker signs nothing; the secret in our URL must do. */
        NONE

    }

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

            /** Characters; what was posted may be part of it. */
            private static final int LONGEST = 300;

            public Ignored {
                why = (why.length() <= LONGEST) ? why : why.substring(0, LONGEST) + "…";
            }

        }

        /**
         * Genuine. Whatever came in, its texts are short enough to store and to look for.
         *
         * @param id the same for a delivery that is sent again, different for another; a
         * hash where the tracker's own cannot be stored
         * @param issues whose state may have changed; {@code id} or {@code key} may be
         * empty where the tracker names only the other
         * @param actor account id of who changed it; empty when the payload does not say
         */
        record Changed(String id, List<IssueRef> issues, Optional<String> actor) implements Delivery {

            /** Characters of an id, a key, an account. */
            public static final int LONGEST = 200;

            private static final int LONGEST_URL = 2000;

            public Changed {
                id = storable(LONGEST, id) ? id : Signatures.hexSha256(id.getBytes(StandardCharsets.UTF_8));
                issues = issues.stream()
                    .map(Changed::bounded)
                    .filter((ref) -> !ref.id().isEmpty() || !ref.key().isEmpty())
                    .toList();
                actor = actor.filter((account) -> storable(LONGEST, account));
            }

            private static IssueRef bounded(IssueRef ref) {
                return new IssueRef(upTo(LONGEST, ref.id()), upTo(LONGEST, ref.key()), upTo(LONGEST_URL, ref.url()));
            }

            /** No issue has such a one: better none than half of one. */
            private static String upTo(int most, String text) {
                return storable(most, text) ? text : "";
            }

            /** Databases know no text with a zero in it. */
            private static boolean storable(int most, String text) {
                return text.length() <= most && text.indexOf('\0') < 0;
            }

        }

    }

}
