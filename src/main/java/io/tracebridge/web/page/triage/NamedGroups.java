package io.tracebridge.web.page.triage;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.triage.GroupFilter;
import io.tracebridge.triage.GroupList;
import io.tracebridge.triage.GroupSort;
import org.springframework.stereotype.Component;

/** Groups as people name them: by fingerprint, by its beginning, or by address. */
@Component
class NamedGroups {

    private static final int SHORTEST = 7;

    private final GroupList groups;

    NamedGroups(GroupList groups) {
        this.groups = groups;
    }

    /**
     * @param names with blanks or commas between them
     * @return fingerprints
     */
    List<String> find(long projectId, String names) {
        return Arrays.stream(names.split("[\\s,]+"))
            .filter((name) -> !name.isEmpty())
            .map((name) -> one(projectId, name.replaceFirst("^.*/groups/", "").replaceFirst("[/?#].*$", "")))
            .toList();
    }

    private String one(long projectId, String name) {
        if (!name.matches("[0-9a-f]{" + SHORTEST + ",64}")) {
            throw new InvalidInputException("others", "must be fingerprints, their first " + SHORTEST
                    + " digits or more, or addresses of groups; \"" + name + "\" is none");
        }
        if (name.length() == 64) {
            return name;
        }
        var found = this.groups
            .page(projectId, GroupFilter.of(null, null, null, null, name), GroupSort.LAST_SEEN, Optional.empty(), 10)
            .entries()
            .stream()
            .map((entry) -> entry.group().fingerprint())
            .filter((fingerprint) -> fingerprint.startsWith(name))
            .toList();
        if (found.size() != 1) {
            throw new InvalidInputException("others",
                    found.isEmpty() ? "must name groups of this project; no fingerprint begins with " + name
                            : "must be clear; several fingerprints begin with " + name + ", so give more digits");
        }
        return found.getFirst();
    }

}
