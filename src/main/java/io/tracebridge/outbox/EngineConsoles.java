package io.tracebridge.outbox;

import java.util.Optional;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where people see the engine's side, as far as this installation has it. */
@Component
public class EngineConsoles {

    private final String operate;

    private final String tasklist;

    EngineConsoles(@Value("${tracebridge.operate-url:}") String operate,
            @Value("${tracebridge.tasklist-url:}") String tasklist) {
        this.operate = address("tracebridge.operate-url", operate);
        this.tasklist = address("tracebridge.tasklist-url", tasklist);
    }

    public Optional<String> operate() {
        return Optional.of(this.operate).filter((url) -> !url.isEmpty());
    }

    public Optional<String> tasklist() {
        return Optional.of(this.tasklist).filter((url) -> !url.isEmpty());
    }

    private static String address(String setting, String given) {
        var url = given.strip().replaceFirst("/+$", "");
        if (!url.isEmpty() && !url.matches("https?://[^\\s]+")) {
            throw new IllegalArgumentException(setting + " must be an address such as https://operate.example");
        }
        return url;
    }

}
