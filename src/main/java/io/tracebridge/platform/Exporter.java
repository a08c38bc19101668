package io.tracebridge.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * The name under which the engine tells OpenSearch what happens, noted beside its data.
 * The engine remembers for each name how far it told, and never tells again under one
 * that it was once started without. So after a run without Operate a new name tells all
 * that is still in the engine's log, from the beginning; and OpenSearch has to begin anew
 * too, since the counting begins anew.
 */
final class Exporter {

    private final Path file;

    Exporter(Path engine) {
        this.file = engine.resolve("exporter");
    }

    /** The name that the engine's last run used, if it told anybody. */
    Optional<String> name() {
        try {
            return Files.exists(this.file) ? Optional.of(Files.readString(this.file).strip()) : Optional.empty();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** A name that was never used before. */
    String renew() {
        String name = "opensearch" + UUID.randomUUID().toString().substring(0, 8);
        try {
            Files.writeString(this.file, name);
            return name;
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** The engine is about to run without. */
    void forget() {
        try {
            Files.deleteIfExists(this.file);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
