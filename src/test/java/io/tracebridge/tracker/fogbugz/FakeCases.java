package io.tracebridge.tracker.fogbugz;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.tracker.TrackerFake.Standing;

import static io.tracebridge.tracker.fogbugz.FakeLists.ME;
import static io.tracebridge.tracker.fogbugz.FakeLists.OWNER;
import static io.tracebridge.tracker.fogbugz.FakeLists.PEOPLE;
import static io.tracebridge.tracker.fogbugz.FakeLists.PROJECTS;
import static io.tracebridge.tracker.fogbugz.FakeLists.STATUSES;
import static io.tracebridge.tracker.fogbugz.FakeLists.UP_FOR_GRABS;
import static io.tracebridge.tracker.fogbugz.FakeLists.object;

/**
 * The cases of a {@link FakeFogBugz} and what may be done with them: a case is always
 * somebody's, a closed one CLOSED's, a resolved one its opener's unless said otherwise.
 */
final class FakeCases {

    private static final Pattern EDITED = Pattern.compile("edited:\"-(\\d+)([hd])\\.\\.now\"");

    private static final Pattern TAG = Pattern.compile("tag:\"(\\w+)\"");

    final List<ObjectNode> cases = new CopyOnWriteArrayList<>();

    private final Map<Integer, Integer> writes = new HashMap<>();

    private int events = 900;

    private int numbers = 122;

    static final class Refused extends RuntimeException {

        final int code;

        Refused(int code, String message) {
            super(message);
            this.code = code;
        }

    }

    ObjectNode find(String number) {
        return this.cases.stream().filter((one) -> one.path("ixBug").asText().equals(number)).findFirst().orElse(null);
    }

    Standing standing(String id) {
        var one = find(id);
        var person = one.path("ixPersonAssignedTo").asInt();
        var texts = StreamSupport.stream(one.path("events").spliterator(), false)
            .skip(1)
            .map((event) -> event.path("s").asText())
            .filter((text) -> !text.isEmpty())
            .toList();
        return new Standing(one.path("ixStatus").asText(),
                (person == UP_FOR_GRABS) ? Optional.empty() : Optional.of(String.valueOf(person)), texts, List.of(),
                this.writes.getOrDefault(Integer.valueOf(id), 0));
    }

    Optional<ObjectNode> withMarker(String description) {
        return this.cases.stream()
            .filter((one) -> one.path("sScoutDescription").asText().equalsIgnoreCase(description))
            .findFirst();
    }

    static Predicate<ObjectNode> matching(String query) {
        var edited = EDITED.matcher(query);
        if (edited.matches()) {
            var amount = Long.parseLong(edited.group(1));
            var since = Instant.now()
                .minus(edited.group(2).equals("h") ? Duration.ofHours(amount) : Duration.ofDays(amount));
            return (one) -> !Instant.parse(one.path("dtLastUpdated").asText()).isBefore(since);
        }
        var tag = TAG.matcher(query);
        if (tag.matches()) {
            return (one) -> StreamSupport.stream(one.path("tags").spliterator(), false)
                .anyMatch((own) -> own.asText().equals(tag.group(1)));
        }
        return query.startsWith("type:case") ? (one) -> true : (one) -> one.path("ixBug").asText().equals(query);
    }

    ObjectNode create(ObjectNode body, String project, Set<String> ignored) {
        var twin = withMarker(body.path("sScoutDescription").asText());
        if (twin.isPresent()) {
            if (!twin.get().path("fScoutStopReporting").asBoolean()) {
                event(twin.get(), ME, "Occurred again", body.path("sEvent").asText());
            }
            return shown(twin.get(), body);
        }
        var one = object().put("ixBug", ++this.numbers).put("fOpen", true).put("ixStatus", 1).put("ixCategory", 1);
        one.putArray("events");
        var sent = body.deepCopy();
        sent.remove(List.of("cmd", "token", "cols", "sEvent", "fRichText", "sTags"));
        sent.remove(ignored);
        one.setAll(sent);
        one.put("sProject", project).put("ixProject", PROJECTS.get(project));
        Map.of("ixPersonAssignedTo", OWNER, "ixPriority", 3, "ixArea", 15)
            .forEach((column, usual) -> one.put(column, one.path(column).asInt(usual)));
        var tags = one.putArray("tags");
        Stream.of(body.path("sTags").asText().split(",")).filter((tag) -> !tag.isBlank()).forEach(tags::add);
        event(one, ME, "Opened", body.path("sEvent").asText());
        this.cases.add(one);
        return shown(one, body);
    }

    ObjectNode change(String command, ObjectNode body) {
        var one = find(body.path("ixBug").asText());
        if (one == null) {
            throw new Refused(5, "Error 5: No such case");
        }
        if (body.has("ixBugEvent") && body.path("ixBugEvent").asInt() != one.path("ixBugEventLatest").asInt()) {
            throw new Refused(9, "Error 9: Case has changed");
        }
        if (!operations(one).contains(command)) {
            throw new Refused(6, "Error 6: The case cannot be " + command + "ed now");
        }
        var status = body.path("ixStatus").asInt(one.path("ixStatus").asInt());
        if (!fits(status, one, command)) {
            throw new Refused(4, "Error 4: ixStatus is not one of the category's");
        }
        one.put("ixStatus", command.startsWith("re") && !command.equals("resolve") ? first(one) : status);
        one.put("fOpen", !command.equals("close"));
        one.put("ixPersonAssignedTo", switch (command) {
            case "close" -> FogBugzCase.CLOSED;
            case "resolve", "reactivate", "reopen" -> body.path("ixPersonAssignedTo").asInt(ME);
            default -> body.path("ixPersonAssignedTo").asInt(one.path("ixPersonAssignedTo").asInt());
        });
        if (body.has("sReleaseNotes")) {
            one.put("sReleaseNotes", body.path("sReleaseNotes").asText());
        }
        event(one, ME, command, body.path("sEvent").asText());
        this.writes.merge(one.path("ixBug").asInt(), 1, Integer::sum);
        return shown(one, body);
    }

    private static boolean fits(int status, JsonNode one, String command) {
        return STATUSES.stream()
            .filter((known) -> known.id() == status && known.category() == one.path("ixCategory").asInt())
            .anyMatch((known) -> !command.equals("resolve") || known.resolved());
    }

    private static int first(JsonNode one) {
        return STATUSES.stream()
            .filter((known) -> known.category() == one.path("ixCategory").asInt())
            .findFirst()
            .orElseThrow()
            .id();
    }

    static List<String> operations(JsonNode one) {
        if (!one.path("fOpen").asBoolean()) {
            return List.of("edit", "reopen", "email");
        }
        var resolved = status(one).resolved();
        return resolved ? List.of("edit", "reactivate", "close", "email")
                : List.of("edit", "assign", "resolve", "email");
    }

    private static CaseStatus status(JsonNode one) {
        return STATUSES.stream()
            .filter((known) -> known.id() == one.path("ixStatus").asInt())
            .findFirst()
            .orElseThrow();
    }

    void event(ObjectNode one, int person, String verb, String text) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        one.withArray("events")
            .addObject()
            .put("ixBugEvent", ++this.events)
            .put("sVerb", verb)
            .put("ixPerson", person)
            .put("ixPersonAssignedTo", one.path("ixPersonAssignedTo").asInt())
            .put("dt", now)
            .put("s", text);
        one.put("ixBugEventLatest", this.events).put("dtLastUpdated", now);
    }

    static ObjectNode shown(ObjectNode one, JsonNode body) {
        var shown = object();
        operations(one).forEach(shown.putArray("operations")::add);
        shown.put("ixBug", one.path("ixBug").asInt());
        for (var column : body.path("cols")) {
            switch (column.asText()) {
                case "sStatus" -> shown.put("sStatus", status(one).name());
                case "sPersonAssignedTo" ->
                    shown.put("sPersonAssignedTo", PEOPLE.get(one.path("ixPersonAssignedTo").asInt()));
                default -> Optional.ofNullable(one.get(column.asText()))
                    .ifPresent((value) -> shown.set(column.asText(), value));
            }
        }
        return shown;
    }

}
