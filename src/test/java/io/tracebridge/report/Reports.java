package io.tracebridge.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reports for tests: as SDKs send them, and made up. */
final class Reports {

    static final Instant RECEIVED = Instant.parse("2026-11-22T18:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final TypeReference<LinkedHashMap<String, Object>> TREE = new TypeReference<>() {
    };

    private Reports() {
    }

    /** A report shaped like the SDK's own, from the test resources. */
    static Map<String, Object> sample(String name) {
        try (var in = Reports.class.getResourceAsStream("/report/" + name + ".json")) {
            return JSON.readValue(in, TREE);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** JSON with single quotes for double ones. */
    static Map<String, Object> json(String text) {
        try {
            return JSON.readValue(text.replace('\'', '"'), TREE);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    static Report read(Map<String, Object> json) {
        return ReportReader.read(json, Map.of(), Set.of(), RECEIVED);
    }

    static Report read(String json) {
        return read(json(json));
    }

    /** A report of that language with these functions as its stack. */
    static Report withStack(String language, List<Frame> frames) {
        return read(Map.of("lang", language, "mainThread", "main", "threads",
                Map.of("main", Map.of("stack", frames.stream().map(Reports::tree).toList()))));
    }

    static Report withStack(String language, String... functions) {
        var frames = new ArrayList<Frame>();
        for (String function : functions) {
            frames.add(new Frame(function, "", 0));
        }
        return withStack(language, frames);
    }

    static Report withMessage(String classifier, String message) {
        return read(Map.of("lang", "python", "classifiers", List.of(classifier), "attributes",
                Map.of("error.message", message)));
    }

    private static Map<String, Object> tree(Frame frame) {
        return Map.of("funcName", frame.function(), "library", frame.module(), "line", frame.line());
    }

    static String fingerprint(Report report) {
        return Fingerprinter.group(report).fingerprint().hex();
    }

}
