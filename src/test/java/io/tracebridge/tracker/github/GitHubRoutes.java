package io.tracebridge.tracker.github;

import java.util.List;

import io.tracebridge.tracker.FakeServer;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/**
 * What lies below {@code /repos} and {@code /repositories}, as renamed and moved as it
 * is.
 */
final class GitHubRoutes {

    private final FakeGitHub site;

    private final GitHubWrites writes;

    GitHubRoutes(FakeGitHub site) {
        this.site = site;
        this.writes = new GitHubWrites(site);
    }

    MockResponse inRepository(RecordedRequest request, List<String> path) {
        this.site.specification.request(request);
        if (this.site.hidden) {
            return GitHubAnswers.refusal(404, "Not Found");
        }
        var rest = path.subList(3, path.size());
        var named = path.get(1) + "/" + path.get(2);
        if (named.equals("acme/archive")) {
            return inArchive(request, rest);
        }
        if (!this.site.fullName.equals(named)) {
            return GitHubAnswers.moved(request, this.site.basePath + "/repositories/1/" + String.join("/", rest));
        }
        var response = inShop(request, rest);
        return (rest.isEmpty() || response.getCode() / 100 == 3) ? response : this.site.checked(request, response);
    }

    private MockResponse inArchive(RecordedRequest request, List<String> rest) {
        if (rest.getFirst().equals("assignees")) {
            return assignees(request, rest);
        }
        return this.site.items.stream()
            .filter((item) -> item.repository.equals("acme/archive"))
            .filter((item) -> rest.get(1).equals(String.valueOf(item.number)))
            .findFirst()
            .map((item) -> this.site.checked(request, this.writes.onIssue(request, item, rest.subList(2, rest.size()))))
            .orElseGet(() -> GitHubAnswers.refusal(404, "Not Found"));
    }

    /** Where redirects lead: repositories by their ids. */
    MockResponse redirected(RecordedRequest request, List<String> path) {
        var rest = path.subList(2, path.size()).stream().filter((segment) -> !segment.isEmpty()).toList();
        return path.get(1).equals("1") ? inShop(request, rest)
                : this.writes.onIssue(request, this.site.item(rest.get(1)), List.of());
    }

    private MockResponse inShop(RecordedRequest request, List<String> rest) {
        if (rest.isEmpty()) {
            return FakeServer.json(200, GitHubJson.repository(this.site));
        }
        return switch (rest.getFirst()) {
            case "assignees" -> assignees(request, rest);
            case "hooks" -> this.site.repositoryHooks.answer(request, rest, this.site.api());
            case "milestones" -> GitHubAnswers.page(request, List.of(GitHubJson.milestone(7, this.site.api())));
            default -> (rest.size() > 1) ? issueAt(request, rest)
                    : request.getMethod().equals("POST") ? this.writes.create(GitHubAnswers.parse(request))
                            : GitHubAnswers.issues(request, this.site.items, this.site::issue);
        };
    }

    private MockResponse assignees(RecordedRequest request, List<String> rest) {
        if (rest.size() == 1) {
            return GitHubAnswers.page(request,
                    GitHubWrites.ASSIGNABLE.stream().sorted().map(GitHubJson::account).toList());
        }
        return GitHubWrites.ASSIGNABLE.contains(rest.get(1)) ? FakeServer.empty(204)
                : GitHubAnswers.refusal(404, "Not Found");
    }

    private MockResponse issueAt(RecordedRequest request, List<String> rest) {
        var number = Integer.parseInt(rest.get(1));
        if (number > this.site.items.size()) {
            return GitHubAnswers.refusal(404, "Not Found");
        }
        var item = this.site.items.get(number - 1);
        if (item.gone != 0) {
            return GitHubAnswers.refusal(item.gone, (item.gone == 410) ? "This issue was deleted" : "Not Found");
        }
        return item.repository.isEmpty() ? this.writes.onIssue(request, item, rest.subList(2, rest.size()))
                : GitHubAnswers.moved(request, this.site.basePath + "/repositories/2/issues/" + number);
    }

}
