package io.tracebridge.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the engine's client keeps its access token between starts. The client would
 * create the file readable by everybody; made beforehand it stays its owner's.
 */
final class TokenFile {

    private TokenFile() {
    }

    /** Makes it unless it is there; its directory, too. */
    static Path prepare(Path file) {
        try {
            var absolute = file.toAbsolutePath();
            Files.createDirectories(absolute.getParent());
            if (Files.getFileStore(absolute.getParent()).supportsFileAttributeView("posix")) {
                Files.createFile(absolute,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return file;
        }
        catch (FileAlreadyExistsException ex) {
            return file;
        }
        catch (IOException ex) {
            throw new UncheckedIOException(
                    "cannot make " + file + " for the engine's token; set CAMUNDA_CLIENT_AUTH_CREDENTIALSCACHEPATH",
                    ex);
        }
    }

}
