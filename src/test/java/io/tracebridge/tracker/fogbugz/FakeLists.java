package io.tracebridge.tracker.fogbugz;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What there is in a {@link FakeFogBugz} besides cases. */
final class FakeLists {

    static final int ME = 9;

    static final int OWNER = 2;

    static final int UP_FOR_GRABS = 7;

    static final int SOMEBODY = 5;

    static final Map<Integer, String> PEOPLE = Map.of(1, "CLOSED", OWNER, "Administrator", SOMEBODY, "Jane Smith",
            UP_FOR_GRABS, "Up For Grabs", ME, "Errors Bot");

    /** Category 1 is Bug, 2 is Feature. */
    static final List<CaseStatus> STATUSES = List.of(status(1, "Active", 1), status(21, "In Progress", 1),
            resolved(2, "Resolved (Fixed)", 1), resolved(3, "Resolved (Not Reproducible)", 1),
            new CaseStatus(4, "Resolved (Duplicate)", 1, true, true, false), resolved(6, "Resolved (Won't Fix)", 1),
            new CaseStatus(30, "Resolved (Long ago)", 1, true, false, true), status(17, "Active", 2),
            resolved(8, "Resolved (Implemented)", 2));

    static final Map<String, Integer> PROJECTS = Map.of("Inbox", 11, "Shop", 12);

    private FakeLists() {
    }

    static ObjectNode json(CaseStatus status) {
        return object().put("ixStatus", status.id())
            .put("sStatus", status.name())
            .put("ixCategory", status.category())
            .put("fWorkDone", status.resolved())
            .put("fResolved", status.resolved())
            .put("fDuplicate", status.duplicate())
            .put("fDeleted", status.deleted())
            .put("fReactivate", false)
            .put("iOrder", 0);
    }

    static ObjectNode person(int id) {
        return object().put("ixPerson", id)
            .put("sFullName", PEOPLE.get(id))
            .put("sEmail", PEOPLE.get(id).toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.com")
            .put("fAdministrator", false)
            .put("fCommunity", false)
            .put("fVirtual", id == UP_FOR_GRABS)
            .put("fDeleted", false);
    }

    static ObjectNode project(int id, String name) {
        return object().put("ixProject", id).put("sProject", name).put("ixPersonOwner", OWNER).put("fDeleted", false);
    }

    static ObjectNode area(int id, String name) {
        return object().put("ixArea", id).put("sArea", name).put("ixProject", 12);
    }

    static ObjectNode category(int id, String name) {
        return object().put("ixCategory", id).put("sCategory", name);
    }

    static ObjectNode priority(int id, String name) {
        return object().put("ixPriority", id).put("sPriority", name);
    }

    static CaseStatus status(int id, String name, int category) {
        return new CaseStatus(id, name, category, false, false, false);
    }

    static CaseStatus resolved(int id, String name, int category) {
        return new CaseStatus(id, name, category, true, false, false);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

}
