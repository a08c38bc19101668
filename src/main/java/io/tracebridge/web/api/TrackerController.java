package io.tracebridge.web.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.tracebridge.integration.Trackers;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.Tracker;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The kinds of trackers: what each can do, and what it has to be told. */
@RestController
class TrackerController {

    private final Trackers trackers;

    TrackerController(Trackers trackers) {
        this.trackers = trackers;
    }

    @GetMapping("/api/v1/trackers")
    Items<Kind> list() {
        return Items.of(this.trackers.all().stream().map(Kind::of).toList());
    }

    /**
     * @param id what an integration's {@code tracker} is
     * @param capabilities in words
     */
    record Kind(String id, String name, List<String> capabilities, List<Field> settings) {

        static Kind of(Tracker tracker) {
            return new Kind(tracker.id(), tracker.name(),
                    Arrays.stream(Capability.values())
                        .filter(tracker.capabilities()::contains)
                        .map(Capability::title)
                        .toList(),
                    tracker.settings().stream().map(Field::of).toList());
        }

    }

    /**
     * @param part {@code connection} or {@code credential}: where in an integration it
     * belongs
     * @param kind {@code text}, {@code url} or {@code secret}
     */
    record Field(String part, String name, String label, String help, String kind, boolean required,
            String defaultValue) {

        static Field of(Setting setting) {
            return new Field(setting.secret() ? "credential" : "connection", setting.name(), setting.label(),
                    setting.help(), setting.kind().name().toLowerCase(Locale.ROOT), setting.required(),
                    setting.defaultValue());
        }

    }

}
