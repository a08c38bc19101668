package io.tracebridge.web.page.wizard;

import java.util.List;
import java.util.regex.Pattern;

import io.tracebridge.rules.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The fourth step: rules, their order, and what they would have made of the reports. */
class RulesStepTest extends WizardSlice {

    @Test
    void everyWrongRuleSaysSoInItsRow() {
        saved();
        assertThat(step(4, "rules.attribute", "nothing", "rules.regex", "a", "rules.action", "submit", "rules.target",
                "", "rules.attribute", "*", "rules.regex", "(", "rules.action", "filter", "rules.target", ""))
            .hasStatus(422)
            .bodyText()
            .contains("automation.rules[0].attribute", "automation.rules[1].regex", "is not defined in the project");
        assertThat(box().automation().rules()).hasSize(1);
    }

    @Test
    void theFourthStepSavesTheRulesInTheirOrder() {
        saved();
        assertThat(step(4, "rules.attribute", "*", "rules.regex", ".*", "rules.action", "filter", "rules.target", "",
                "rules.attribute", "", "rules.regex", "", "rules.action", "submit", "rules.target", "",
                "rules.attribute", "version", "rules.regex", "2", "rules.action", "submit", "rules.target", ""))
            .hasStatus(303);

        assertThat(box().automation().rules()).extracting(Rule::attribute).containsExactly("*", "version");
    }

    @ParameterizedTest
    @CsvSource({ "up:rules:1, bac", "down:rules:0, bac", "remove:rules:1, ac", "move:rules:2:0, cab", "up:rules:0, abc",
            "remove:rules:9, abc", "nonsense, abc" })
    void rowsAreMovedBySubmitButtonsAndNothingIsSaved(String op, String order) {
        saved();
        var answer = step(4, "rules.attribute", "version", "rules.regex", "a", "rules.action", "submit", "rules.target",
                "", "rules.attribute", "version", "rules.regex", "b", "rules.action", "submit", "rules.target", "",
                "rules.attribute", "version", "rules.regex", "c", "rules.action", "submit", "rules.target", "", "op",
                op);

        assertThat(answer).hasStatusOk().bodyText().satisfies((page) -> {
            var found = Pattern.compile("name=\"rules.regex\"[^>]*value=\"(.)\"").matcher(page);
            assertThat(found.results().map((match) -> match.group(1)).toList())
                .containsExactlyElementsOf(List.of(order.split("")));
        });
        assertThat(box().automation().rules()).hasSize(1);
    }

    @Test
    void theDryRunJudgesTheRulesAsTyped() {
        saved();
        var group = this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, first_seen, last_seen) values (?, ?, now(), now())
                returning id""").params(this.project.id(), "cd".repeat(32)).query(Long.class).single();
        for (var version : List.of("1.0", "2.0", "2.1")) {
            this.jdbc.sql("""
                    insert into report (rxid, project_id, group_id, uuid, occurred_at, received_at, classifiers, frames,
                      attributes, body)
                    values (gen_random_uuid(), ?, ?, gen_random_uuid(), now(), now(), '{}', '{}',
                      jsonb_build_object('version', ?::text), '')""")
                .params(this.project.id(), group, version)
                .update();
        }

        var answer = post(EDIT + "/dry-run", "rules.attribute", "*", "rules.regex", ".*", "rules.action", "filter",
                "rules.target", "", "rules.attribute", "version", "rules.regex", "^2", "rules.action", "submit",
                "rules.target", "");

        assertThat(answer).hasStatusOk()
            .bodyText()
            .contains("2 submitted, 1 filtered", "rule 2: version = 2.1", "matches 3, decides 1",
                    "matches 2, decides 2", "hx-swap-oob");
        assertThat(post(EDIT + "/dry-run", "rules.attribute", "version", "rules.regex", "(", "rules.action", "filter"))
            .hasStatusOk()
            .bodyText()
            .contains("Correct the marked rules", "regex: ");
    }

}
