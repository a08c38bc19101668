package io.tracebridge.tracker.phabricator;

import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mockwebserver3.RecordedRequest;

/** How Conduit is asked, and how it answers. */
final class FakeConduit {

    private FakeConduit() {
    }

    static final JsonMapper JSON = new JsonMapper();

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ObjectNode data(Stream<ObjectNode> items) {
        var result = object();
        items.forEach(result.putArray("data")::add);
        result.putObject("maps");
        result.putObject("cursor").put("limit", 100).putNull("after").putNull("before").putNull("order");
        return result;
    }

    static boolean contains(JsonNode array, String text) {
        for (var element : array) {
            if (element.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }

    /** The one field of JSON, as arcanist sends it. */
    static ObjectNode params(RecordedRequest request) {
        var form = Arrays.stream(request.getBody().utf8().split("&"))
            .map((field) -> field.split("=", 2))
            .collect(Collectors.toMap((field) -> field[0],
                    (field) -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
        if (!form.keySet().equals(Set.of("output", "__conduit__", "params")) || !form.get("output").equals("json")) {
            throw new AssertionError("not the form that arcanist sends: " + form.keySet());
        }
        try {
            return (ObjectNode) JSON.readTree(form.get("params"));
        }
        catch (JsonProcessingException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    static final class Refusal extends RuntimeException {

        private final String code;

        Refusal(String code, String words) {
            super(words);
            this.code = code;
        }

        String code() {
            return this.code;
        }

    }

}
