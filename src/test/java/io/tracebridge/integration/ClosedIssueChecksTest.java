package io.tracebridge.integration;

import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.project.InvalidInputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** In a project that defines {@code version} and {@code platform}. */
class ClosedIssueChecksTest {

    private static final Set<String> DEFINED = Set.of("version", "platform");

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    {"reopen": "sometimes"}                                  | sync.reopen                  | never, always, within, regression
                    {"reopenDays": -1}                                       | sync.reopenDays              | from 0 to
                    {"reopenDays": 3651}                                     | sync.reopenDays              | to 3650
                    {"workflowFields": {" ": "x"}}                           | sync.workflowFields          | a name
                    {"resolvedUntil": {}}                                    | sync.resolvedUntil.attribute | must name a defined attribute
                    {"resolvedUntil": {"attribute": "build"}}                | sync.resolvedUntil.attribute | define it first
                    {"resolvedUntil": {"attribute": "version", "regex": "("}} | sync.resolvedUntil.regex    | RE2
                    {"resolvedUntil": {"attribute": "version", "regex": "(a{1000}){1000}"}} | sync.resolvedUntil.regex | too many steps
                    {"resolvedUntil": {"attribute": "version", "rows": [{"attribute": "os", "matches": "x"}]}} | sync.resolvedUntil.rows[0].attribute | define it first
                    {"resolvedUntil": {"attribute": "version", "rows": [{"attribute": "platform"}]}} | sync.resolvedUntil.rows[0].matches | is missing
                    {"resolvedUntil": {"attribute": "version", "rows": [{"attribute": "platform", "matches": "x", "regex": "["}]}} | sync.resolvedUntil.rows[0].regex | RE2
                    """)
    void whatCannotBeMeantIsRefusedWithItsPlace(String sync, String field, String right) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> check(sync))
            .withMessageContaining(right)
            .extracting(InvalidInputException::field)
            .isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"reopen\": \"within\", \"reopenDays\": 30}",
            "{\"workflowFields\": {\"resolution\": \"Fixed\"}}", "{\"resolvedUntil\": {\"attribute\": \"version\"}}",
            "{\"resolvedUntil\": {\"attribute\": \"version\", \"field\": \"customfield_1\", \"regex\": \"project-(.*)\","
                    + " \"rows\": [{\"attribute\": \"platform\", \"matches\": \"ios\", \"regex\": \"ios-(.*)\"}]}}" })
    void whatCanBeMeantIsTaken(String sync) {
        assertThatCode(() -> check(sync)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = { 51, 52 })
    void longNamesOfWorkflowFieldsAreRefused(int length) {
        assertThatExceptionOfType(InvalidInputException.class)
            .isThrownBy(() -> check("{\"workflowFields\": {\"" + "n".repeat(length) + "\": \"x\"}}"));
    }

    private void check(String sync) throws JsonProcessingException {
        ClosedIssueChecks.settings(this.json.readValue(sync, SyncSettings.class), DEFINED);
    }

}
