package io.tracebridge.link;

import java.util.List;

/**
 * What the form "Complete issue details" shows, in Tasklist and on the group's page.
 *
 * @param tracker the name people read
 * @param groupUrl the group's page
 * @param fingerprint its first eight digits
 * @param title proposed
 * @param owner the tracker's account id; empty for nobody
 * @param owners whom to choose from; empty where the tracker does not say
 * @param note why lists are missing; empty when none is
 */
public record DraftForm(String project, String integration, String tracker, String groupUrl, String fingerprint,
        String title, String owner, List<Choice> owners, List<Field> fields, String note) {

    /**
     * @param value what is sent; the label is for people
     */
    public record Choice(String label, String value) {
    }

    /**
     * @param name what the issue calls it
     * @param label what people call it
     * @param type the tracker's word for what it takes
     * @param required whether the tracker refuses an issue without it
     * @param allowed what to choose from; empty for free text
     * @param help where the value comes from, or how to write it; may be empty
     */
    public record Field(String name, String label, String type, boolean required, List<Choice> allowed, String value,
            String help) {
    }

}
