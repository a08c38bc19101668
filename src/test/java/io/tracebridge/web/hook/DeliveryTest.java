package io.tracebridge.web.hook;

import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What trackers really send, from their post to the mark on the link. No tracker is
 * called: each call would fail.
 */
class DeliveryTest extends HookSlice {

    private static final String ELSEWHERE = "404404";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            github      | github-webhooks/issues.closed.derived.json                | 1
            github      | github-webhooks/issues.deleted.json                       | 1
            github      | github-webhooks/issue_comment.created.json                | 1
            github      | github-webhooks/issues.transferred.json                   | Codertocat/Hello-World#1
            gitlab      | gitlab-webhooks/issue.close.derived.json                  | 14/23
            gitlab      | gitlab-webhooks/issue.update-assignees.derived.json       | 14/23
            gitlab      | gitlab-webhooks/note-issue-event.json                     | 5/17
            jira-cloud  | jira-webhooks/webhook-issue-updated-resolved.json         | 10040
            jira-cloud  | jira-webhooks/webhook-issue-assigned-empty-changelog.json | 10001
            jira-cloud  | jira-webhooks/webhook-cloud-comment-created.json          | 10040
            jira-dc     | jira-webhooks/webhook-server-issue-updated-closed.json    | 10300
            jira-dc     | jira-webhooks/webhook-server-comment-created.json         | 10013
            phabricator | phabricator/webhook.task-changed.json                     | PHID-TASK-abcdefghijklmnopqrst
            fogbugz     | fogbugz/webhook.case-edited.json                          | 123
            redmine     | redmine/webhook.issue.updated.json                        | 42
            """)
    void aRealDeliveryMarksTheLinksOfItsIssueOnceAndAForgedOneNothing(String tracker, String file, String issue) {
        var body = Payloads.read(file);
        var integration = integration("one", tracker);
        setUp(integration);
        var link = link(integration, issue, "key of " + issue);
        var another = link(integration, ELSEWHERE, "key of another");
        var others = link(integration("two", tracker), issue, "key of " + issue);
        this.jdbc.sql("update integration set webhook_gap_since = now()").update();
        var headers = Payloads.signed(tracker, body, this.secret);

        assertRefused(Arrays.copyOf(body, body.length / 2), headers);
        if (!this.secret.isEmpty()) {
            assertRefused(body, Payloads.signed(tracker, body, "another secret"));
            assertRefused(body, Map.of());
        }
        assertThat(dirty(link)).isFalse();
        assertThat(deliveries()).isZero();

        assertThat(post(this.path, body, headers)).hasStatusOk().body().isEmpty();
        assertThat(dirty(link)).isTrue();
        assertThat(dirty(another)).isFalse();
        assertThat(dirty(others)).isFalse();
        assertThat(this.jdbc.sql("select payload ->> 'correlationKey' from outbox").query(String.class).list())
            .containsExactly(Long.toString(link));
        assertThat(heard(integration)).isTrue();

        assertThat(post(this.path, body, headers)).as("sent again").hasStatusOk();
        assertThat(messages()).isEqualTo(1);
        assertThat(this.jdbc.sql("select links from webhook_delivery").query(Integer.class).list()).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource({ "github,github-webhooks/ping.json", "github,github-webhooks/issues.opened.json",
            "fogbugz,fogbugz/webhook.case-edited.json" })
    void whatIsAboutNoIssueOfOursIsTakenAndDoesNothing(String tracker, String file) {
        var body = Payloads.read(file);
        var integration = integration("one", tracker);
        setUp(integration);
        var link = link(integration, ELSEWHERE, "key of another");

        assertThat(post(this.path, body, Payloads.signed(tracker, body, this.secret))).hasStatusOk();

        assertThat(dirty(link)).isFalse();
        assertThat(messages()).isZero();
    }

    private void assertRefused(byte[] body, Map<String, String> headers) {
        assertThat(post(this.path, body, headers)).hasStatus(401).body().isEmpty();
    }

    private boolean heard(long integration) {
        return this.jdbc.sql("""
                select last_webhook_at is not null and webhook_gap_since is null from integration where id = ?""")
            .param(integration)
            .query(Boolean.class)
            .single();
    }

}
