package io.tracebridge.tracker;

import java.time.Instant;
import java.util.Optional;

/** An issue as the tracker shows it now. */
public record Issue(IssueRef ref, String title, Status status, Optional<Account> assignee, Instant updatedAt) {

    /**
     * A status in the tracker's own words.
     *
     * @param id the tracker's id; its name where it has none
     * @param category what the tracker says of its meaning ({@code done}, {@code closed},
     * …); empty when it does not
     * @param resolution why it is done ({@code not_planned}, {@code Won't Do}); empty
     * when open or unknown
     */
    public record Status(String id, String name, String category, String resolution) {

        /** What state maps and {@link TrackerClient#setStatus} know it by. */
        public String key() {
            return this.resolution.isEmpty() ? this.id : this.id + ":" + this.resolution;
        }

    }

    /**
     * @param id what the tracker wants when assigning
     */
    public record Account(String id, String name) {
    }

}
