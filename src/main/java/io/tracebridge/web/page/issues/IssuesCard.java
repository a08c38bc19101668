package io.tracebridge.web.page.issues;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.integration.Trackers;
import io.tracebridge.issue.render.WebLink;
import io.tracebridge.link.Corrections;
import io.tracebridge.link.IssueRequest;
import io.tracebridge.link.IssueRequests;
import io.tracebridge.link.SyncRequests;
import io.tracebridge.triage.LinkQueries;
import io.tracebridge.triage.LinkQueries.LinkRow;
import io.tracebridge.web.page.issues.CardView.ConflictView;
import io.tracebridge.web.page.issues.CardView.LinkView;
import io.tracebridge.web.page.issues.CardView.RequestView;
import org.springframework.stereotype.Component;

/** Puts the card "Issues" together, for whichever page shows it. */
@Component
public class IssuesCard {

    /** The engine works on something; it takes about this long. */
    private static final int BUSY_SECONDS = 3;

    /** Somebody may answer elsewhere, in Tasklist or on another screen. */
    private static final int WAITING_SECONDS = 10;

    private final Places places;

    private final LinkQueries links;

    private final IssueRequests requests;

    private final SyncRequests syncs;

    private final Corrections corrections;

    private final Integrations integrations;

    private final Trackers trackers;

    private final ObjectMapper json;

    IssuesCard(Places places, LinkQueries links, IssueRequests requests, SyncRequests syncs, Corrections corrections,
            Integrations integrations, Trackers trackers, ObjectMapper json) {
        this.places = places;
        this.links = links;
        this.requests = requests;
        this.syncs = syncs;
        this.corrections = corrections;
        this.integrations = integrations;
        this.trackers = trackers;
        this.json = json;
    }

    /**
     * @param project its name
     * @throws io.tracebridge.web.page.PageNotFoundException when there is no such group
     */
    public CardView view(String project, String fingerprint) {
        var place = this.places.get(project, fingerprint);
        var rows = this.links.list(place.group().id());
        var keys = rows.stream()
            .filter((row) -> row.issue() != null)
            .collect(Collectors.toMap(LinkRow::id, Function.identity()));
        var linkViews = rows.stream().map((row) -> link(place, row, keys)).toList();
        var asked = this.requests.list(place.project().id(), fingerprint)
            .stream()
            .filter((request) -> request.open() || submittedWithoutLink(request))
            .toList();
        return new CardView(project, fingerprint, place.group().mergedInto().orElse(null), linkViews,
                asked.stream().map(IssuesCard::request).toList(), enabled(place.project().id()),
                refresh(linkViews, asked));
    }

    /** Those an issue can be made or linked through. */
    List<String> enabled(long projectId) {
        return this.integrations.list(projectId)
            .stream()
            .filter((integration) -> integration.state() != Integration.State.DISABLED)
            .map(Integration::name)
            .toList();
    }

    private LinkView link(Place place, LinkRow row, Map<Long, LinkRow> byId) {
        return new LinkView(row.id(), row.integration(), tracker(row.tracker()), row.state(), Words.link(row),
                row.issue(), Optional.ofNullable(row.url()).flatMap(WebLink::of).orElse(null), row.title(),
                row.issueStatus(), row.issueAssignee(), row.issueSeenAt(), row.dirty() && row.state().equals("linked"),
                row.sharedWith(), row.warnings(), regression(row, byId), rejection(row), conflict(place, row));
    }

    private String tracker(String id) {
        return this.trackers.knows(id) ? this.trackers.get(id).name() : id;
    }

    private static String regression(LinkRow row, Map<Long, LinkRow> byId) {
        if (row.regressionOf() == null) {
            return null;
        }
        var earlier = byId.get(row.regressionOf());
        return (earlier != null) ? earlier.issue() : "an issue that was unlinked";
    }

    private RejectionView rejection(LinkRow row) {
        if (!row.state().equals("rejected") || row.rejection() == null) {
            return null;
        }
        try {
            var stored = this.json.readTree(row.rejection());
            return RejectionView.of(stored, this.corrections.answer(RejectionView.answeredAt(stored)));
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("a stored rejection is not JSON", ex);
        }
    }

    private ConflictView conflict(Place place, LinkRow row) {
        return row.state().equals("linked") ? this.syncs.find(place.project().id(), place.fingerprint(), row.id())
            .flatMap(this.syncs::dispute)
            .map(ConflictView::of)
            .orElse(null) : null;
    }

    private static boolean submittedWithoutLink(IssueRequest request) {
        return request.state() == IssueRequest.State.SUBMITTED && request.link().isEmpty();
    }

    private static RequestView request(IssueRequest request) {
        return new RequestView(request.id(), request.integration(), Words.person(request.requestedBy()),
                request.createdAt(), request.expiresAt(), Words.request(request.state()), request.open(),
                request.state() == IssueRequest.State.WAITING);
    }

    private static int refresh(List<LinkView> links, List<IssueRequest> requests) {
        if (links.stream().anyMatch(LinkView::busy)
                || requests.stream().anyMatch((request) -> request.state() != IssueRequest.State.WAITING)) {
            return BUSY_SECONDS;
        }
        return (!requests.isEmpty() || links.stream().anyMatch(LinkView::waitsForSomebody)) ? WAITING_SECONDS : 0;
    }

}
