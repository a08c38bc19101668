package io.tracebridge.tracker.phabricator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * What one call changes about a task: Phabricator's list of transactions. Immutable.
 */
final class Edit {

    static final Edit NOTHING = new Edit(List.of());

    private static final JsonMapper JSON = new JsonMapper();

    private final List<Change> changes;

    private Edit(List<Change> changes) {
        this.changes = changes;
    }

    Edit with(String type, Object value) {
        return with(new Change(type, value));
    }

    Edit with(Change change) {
        return and(List.of(change));
    }

    Edit and(Collection<Change> more) {
        var all = new ArrayList<>(this.changes);
        all.addAll(more);
        return new Edit(List.copyOf(all));
    }

    ArrayNode json() {
        var json = JsonNodeFactory.instance.arrayNode();
        this.changes.forEach((change) -> json.addObject().put("type", change.type()).set("value", change.json()));
        return json;
    }

    /**
     * @param type a transaction type of {@code maniphest.edit}
     * @param value text, number, truth value or list
     */
    record Change(String type, Object value) {

        private JsonNode json() {
            return JSON.valueToTree(this.value);
        }

        /** Only JSON's own null unassigns. */
        static Change owner(String phidOrNull) {
            return new Change("owner", (phidOrNull != null) ? phidOrNull : JsonNodeFactory.instance.nullNode());
        }

    }

}
