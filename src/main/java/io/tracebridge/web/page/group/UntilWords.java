package io.tracebridge.web.page.group;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.triage.Until;
import io.tracebridge.triage.UntilJson;
import io.tracebridge.web.page.Show;
import org.springframework.stereotype.Component;

/** Until-conditions as people say them: "version is later than 1.4.2". */
@Component
class UntilWords {

    /** How "until it is seen again" is written: after a time before all reports. */
    private static final Instant ALWAYS = Instant.EPOCH.plus(Duration.ofDays(1));

    private final ObjectMapper json;

    private final Show show;

    UntilWords(ObjectMapper json, Show show) {
        this.json = json;
        this.show = show;
    }

    /**
     * @param stored one condition or a list of alternatives, as JSON; null for none
     * @return empty for none
     */
    String ofStored(String stored) {
        try {
            return (stored != null) ? of(this.json.readTree(stored)) : "";
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("stored conditions are no JSON", ex);
        }
    }

    /**
     * @param plain one condition or a list of alternatives, as an activity keeps them
     * @return empty for none
     */
    String ofPlain(Object plain) {
        return (plain != null) ? of(this.json.valueToTree(plain)) : "";
    }

    private String of(JsonNode conditions) {
        try {
            var list = conditions.isObject() ? this.json.createArrayNode().add(conditions) : conditions;
            return words(UntilJson.read(list));
        }
        catch (InvalidInputException ex) {
            return "a condition is met that this version does not know";
        }
    }

    private String words(List<Until> alternatives) {
        return alternatives.stream().map(this::words).collect(Collectors.joining(", or "));
    }

    private String words(Until condition) {
        return switch (condition) {
            case Until.VersionGreater later -> later.field() + " is later than " + later.version().text();
            case Until.VersionAtLeast least -> least.field() + " is " + least.version().text() + " or later";
            case Until.Matches matches -> matches.field() + " matches \"" + matches.pattern().pattern() + "\"";
            case Until.SeenAfter after when after.timestamp().isBefore(ALWAYS) -> "it is seen again";
            case Until.SeenAfter after -> "it is seen after " + this.show.time(after.timestamp());
            case Until.All all -> all.children().stream().map(this::words).collect(Collectors.joining(" and "));
        };
    }

}
