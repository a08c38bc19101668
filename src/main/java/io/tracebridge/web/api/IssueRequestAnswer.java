package io.tracebridge.web.api;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tracebridge.link.DraftForm;
import io.tracebridge.link.IssueRequest;

/**
 * How far the issue is that a person wanted.
 *
 * @param draft what is left to ask; absent unless the request waits for it
 * @param link the tie to the issue; absent until its creation begins
 * @param rejection what the tracker refused; absent while it refused nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record IssueRequestAnswer(UUID requestId, String integration, String state, String requestedBy, DraftForm draft,
        LinkState link, @JsonRawValue String rejection, Instant createdAt, Instant expiresAt) {

    static IssueRequestAnswer of(IssueRequest request) {
        return new IssueRequestAnswer(request.id(), request.integration(), request.state().id(), request.requestedBy(),
                request.draft().filter((form) -> request.state() == IssueRequest.State.WAITING).orElse(null),
                request.link().map(LinkState::of).orElse(null),
                request.link().map(IssueRequest.Link::rejection).orElse(null), request.createdAt(),
                request.expiresAt());
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LinkState(long id, String state, String issue, String url, String title) {

        static LinkState of(IssueRequest.Link link) {
            return new LinkState(link.id(), link.state(), link.issue(), link.url(), link.title());
        }

    }

}
