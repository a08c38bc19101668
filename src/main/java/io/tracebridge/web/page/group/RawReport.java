package io.tracebridge.web.page.group;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.report.Text;
import org.springframework.stereotype.Component;

/** A report's JSON for the eye. */
@Component
class RawReport {

    /** Code points. */
    static final int MOST = 200_000;

    private final ObjectMapper json;

    RawReport(ObjectMapper json) {
        this.json = json;
    }

    Shown of(String body) {
        try {
            var indented = this.json.readTree(body).toPrettyString();
            return new Shown(Text.cut(indented, MOST), indented.codePointCount(0, indented.length()) > MOST);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("a stored report is no JSON", ex);
        }
    }

    /**
     * @param cut whether there is more of it
     */
    record Shown(String text, boolean cut) {
    }

}
