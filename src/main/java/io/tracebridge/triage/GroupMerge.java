package io.tracebridge.triage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.triage.GroupFamilies.Row;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Merges groups that are one error, and parts them again. Merged groups keep their
 * reports, counts, values and links; the group they are merged into stands for them.
 */
@Service
public class GroupMerge {

    /** So many groups may be merged by one call. */
    public static final int MAX_GROUPS = 100;

    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

    private final GroupFamilies families;

    private final StandingChanges changes;

    private final Activities activities;

    GroupMerge(GroupFamilies families, StandingChanges changes, Activities activities) {
        this.families = families;
        this.changes = changes;
        this.activities = activities;
    }

    /**
     * Merges groups into the target, with what is merged into them. The target keeps its
     * state; it takes all tags and, if it has none, the first assignee. What is merged
     * into it already stays so.
     * @return false if there is no such target
     * @throws InvalidInputException if one of them cannot be merged; then none is
     */
    @Transactional
    public boolean merge(long projectId, String target, List<String> fingerprints, String actor) {
        check(target, fingerprints);
        if (!FINGERPRINT.matcher(target).matches()) {
            return false;
        }
        var rows = this.families.lock(projectId, Stream.concat(Stream.of(target), fingerprints.stream()).toList());
        var root = rows.get(target);
        if (root == null) {
            return false;
        }
        root.root().ifPresent((other) -> {
            throw new InvalidInputException("fingerprint",
                    "is merged into " + other + " already; merge into that group instead");
        });
        var joining = joining(fingerprints, root, rows);
        if (!joining.isEmpty()) {
            join(root, joining, rows, actor);
        }
        return true;
    }

    private static void check(String target, List<String> fingerprints) {
        if (fingerprints == null || fingerprints.isEmpty() || fingerprints.size() > MAX_GROUPS) {
            throw new InvalidInputException("fingerprints",
                    "must name 1 to " + MAX_GROUPS + " groups that are to be merged into this one");
        }
        for (int i = 0; i < fingerprints.size(); i++) {
            var fingerprint = fingerprints.get(i);
            if (fingerprint == null || !FINGERPRINT.matcher(fingerprint).matches()) {
                throw refused(i, "must be a fingerprint: 64 digits from 0 to 9 and a to f");
            }
            if (fingerprint.equals(target)) {
                throw refused(i, "is this group itself; leave it out");
            }
        }
    }

    private static List<Row> joining(List<String> fingerprints, Row root, Map<String, Row> rows) {
        var joining = new LinkedHashSet<Row>();
        for (int i = 0; i < fingerprints.size(); i++) {
            var row = rows.get(fingerprints.get(i));
            if (row == null) {
                throw refused(i, "is no group of this project");
            }
            if (row.isIn(root)) {
                continue;
            }
            if (row.root().isPresent()) {
                throw refused(i,
                        "is merged into " + row.root().get() + "; part it from that group first, or merge that group");
            }
            joining.add(row);
        }
        return List.copyOf(joining);
    }

    private void join(Row root, List<Row> joining, Map<String, Row> rows, String actor) {
        this.families.join(root.id(), joining.stream().map(Row::id).toList());
        var all = joining.stream()
            .flatMap(
                    (row) -> Stream.concat(Stream.of(row), rows.values().stream().filter((member) -> member.isIn(row))))
            .toList();
        all.forEach((row) -> this.activities.recordOfMember(row.id(), actor, "merged-into",
                row.root().<Map<String, ?>>map((before) -> Map.of("fingerprint", before)).orElse(Map.of()),
                Map.of("fingerprint", root.fingerprint())));
        var merged = Map.of("fingerprints", all.stream().map(Row::fingerprint).toList());
        this.activities.record(root.id(), actor, "merged", Map.of(), merged, Map.of());
        var assignee = joining.stream().map(Row::assignee).flatMap(Optional::stream).findFirst();
        this.changes.merged(root.id(), assignee, actor, Map.of("merged", merged.get("fingerprints")));
    }

    /**
     * Parts a member from the group it is merged into: it has its own counts, links,
     * state and assignee again.
     * @return false if it is not merged into that group
     */
    @Transactional
    public boolean unmerge(long projectId, String target, String member, String actor) {
        if (!FINGERPRINT.matcher(target).matches() || !FINGERPRINT.matcher(member).matches()) {
            return false;
        }
        var rows = this.families.lock(projectId, List.of(target, member));
        var root = rows.get(target);
        var parting = rows.get(member);
        if (root == null || parting == null || !parting.isIn(root)) {
            return false;
        }
        this.families.part(root.id(), parting.id());
        this.activities.record(root.id(), actor, "unmerged", Map.of(), Map.of("fingerprint", member), Map.of());
        this.activities.recordOfMember(parting.id(), actor, "unmerged-from", Map.of("fingerprint", target), Map.of());
        this.changes.parted(root.id(), parting.id(), actor, Map.of("unmerged", member));
        return true;
    }

    private static InvalidInputException refused(int position, String why) {
        return new InvalidInputException("fingerprints[" + position + "]", why);
    }

}
