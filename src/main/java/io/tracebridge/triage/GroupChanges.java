package io.tracebridge.triage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.tracebridge.project.Attribute;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Projects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/**
 * Changes that people make to groups: their state, assignee and tags, of one group or of
 * many. A merged group is never changed; its root is.
 */
@Service
public class GroupChanges {

    /** Groups that one call may change. */
    public static final int MAX_GROUPS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(GroupChanges.class);

    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

    private final StandingChanges standings;

    private final Projects projects;

    GroupChanges(StandingChanges standings, Projects projects) {
        this.standings = standings;
        this.projects = projects;
    }

    /**
     * Changes many groups, each in a transaction of its own, so that one that cannot be
     * changed does not keep the others from it.
     * @param actor {@code user:<name>}
     * @return one result per different fingerprint, in order
     * @throws InvalidInputException if the change itself is wrong; then no group changed
     */
    public List<Result> change(long projectId, List<String> fingerprints, GroupChange change, String actor) {
        if (fingerprints.isEmpty() || fingerprints.size() > MAX_GROUPS) {
            throw new InvalidInputException("fingerprints",
                    "must be 1 to " + MAX_GROUPS + " fingerprints, and are " + fingerprints.size());
        }
        requireDefined(projectId, change);
        return new LinkedHashSet<>(fingerprints).stream()
            .map((fingerprint) -> new Result(fingerprint, error(projectId, fingerprint, change, actor)))
            .toList();
    }

    private Optional<String> error(long projectId, String fingerprint, GroupChange change, String actor) {
        try {
            changeOne(projectId, fingerprint, change, actor);
            return Optional.empty();
        }
        catch (InvalidInputException ex) {
            return Optional.of(ex.field() + " " + ex.getMessage());
        }
        catch (DataAccessException | TransactionException ex) {
            LOG.warn("A change of the group {} failed.", fingerprint, ex);
            return Optional.of("could not be changed just now; try it again");
        }
    }

    /**
     * @param actor {@code user:<name>}
     * @throws InvalidInputException if the group cannot be changed so, or is not there
     */
    public void change(long projectId, String fingerprint, GroupChange change, String actor) {
        requireDefined(projectId, change);
        changeOne(projectId, fingerprint, change, actor);
    }

    private void changeOne(long projectId, String fingerprint, GroupChange change, String actor) {
        if (fingerprint == null || !FINGERPRINT.matcher(fingerprint).matches()) {
            throw new InvalidInputException("fingerprint", "must be the 64 hex digits of a group");
        }
        this.standings.byHand(projectId, fingerprint, change, actor);
    }

    private void requireDefined(long projectId, GroupChange change) {
        if (change.until().isPresent()) {
            change.requireDefined(
                    this.projects.attributes(projectId).stream().map(Attribute::name).collect(Collectors.toSet()));
        }
    }

    /**
     * @param error why the group was not changed, in words; empty if it was, or was so
     * already
     */
    public record Result(String fingerprint, Optional<String> error) {
    }

}
