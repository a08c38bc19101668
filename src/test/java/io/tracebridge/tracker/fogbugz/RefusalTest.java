package io.tracebridge.tracker.fogbugz;

import java.io.IOException;
import java.io.InputStream;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalTest {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource({ "0,Unavailable,", "1,CredentialRefused,", "2,CredentialRefused,", "3,CredentialRefused,",
            "4,Rejected,INVALID_FIELD", "5,IssueGone,", "6,Rejected,TRANSITION_UNAVAILABLE", "7,Rejected,INVALID_FIELD",
            "8,Rejected,FORBIDDEN", "9,Conflict,", "10,Unavailable,", "13,Rejected,FORBIDDEN",
            "17,Rejected,PROJECT_MISSING", "18,Rejected,INVALID_FIELD", "24,Rejected,INVALID_FIELD", "26,Unavailable,",
            "27,NotTheTracker,", "28,Unavailable,", "29,CredentialRefused,", "30,Unavailable,",
            "32,Rejected,INVALID_FIELD", "99,Rejected,INVALID_FIELD" })
    void everyCodeHasItsMeaning(int code, String type, String reason) {
        var exception = new Refusal(code, "Error " + code + ": words").exception();

        assertThat(exception.getClass().getSimpleName()).isEqualTo(type);
        assertThat(exception).hasMessageContaining("words");
        if (exception instanceof Rejected rejected) {
            assertThat(rejected.reason()).hasToString(reason);
        }
    }

    @Test
    void isReadFromTheAnswer() throws IOException {
        try (InputStream sample = getClass().getResourceAsStream("/fogbugz/error.not-logged-on.response.json")) {
            assertThat(Refusal.in(JSON.readTree(sample))).contains(new Refusal(3, "Error 3: Not logged in"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "{\"data\":{},\"errors\":[],\"errorCode\":null}", "{\"data\":{}}", "[]", "{\"errors\":[]}" })
    void isNotReadWhereNothingWasRefused(String answer) throws IOException {
        assertThat(Refusal.in(JSON.readTree(answer))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"errors":[{"message":"Busy","detail":"until noon","code":28}]} | 28 | Busy (until noon)
            {"errors":[{}],"errorCode":"9"}                                 | 9  | error 9
            {"errors":[],"errorCode":"9"}                                   | 9  | error 9
            {"errors":[{"message":"Odd"}]}                                  | -1 | Odd
            """)
    void isReadHoweverItIsWorded(String answer, int code, String words) throws IOException {
        assertThat(Refusal.in(JSON.readTree(answer))).contains(new Refusal(code, words));
    }

    @Test
    void anUnheardOfRefusalIsStillATrackersException() {
        assertThat(new Refusal(-1, "Odd").exception()).isInstanceOf(TrackerException.class);
    }

}
