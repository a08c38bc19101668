package io.tracebridge.issue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An issue as it should be created, before any tracker's format.
 *
 * @param title one line, already cut to the tracker's limit
 * @param labels constant labels of the integration; the marker is not among them
 * @param fields the integration's custom fields, name to text; what a list or an option
 * is, the tracker knows
 * @param bodyField the tracker's field that takes the description; empty for its usual
 * one
 * @param owner whom the tracker should assign, in the tracker's own account words
 */
public record IssueDraft(String title, Document description, List<String> labels, Map<String, String> fields,
        Optional<String> bodyField, Optional<String> owner) {

    public IssueDraft {
        labels = List.copyOf(labels);
        fields = Map.copyOf(fields);
    }

    /**
     * The same, which says first that the error of a closed issue came back.
     * @param key of the closed issue
     */
    public IssueDraft regressionOf(String key, String url) {
        List<Document.Block> blocks = new ArrayList<>();
        blocks.add(new Document.Paragraph(new Document.Text("Regression of "), new Document.Link(key, url)));
        blocks.addAll(this.description.blocks());
        return new IssueDraft(this.title, new Document(blocks), this.labels, this.fields, this.bodyField, this.owner);
    }

}
