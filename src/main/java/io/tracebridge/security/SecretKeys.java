package io.tracebridge.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Where the cipher's keys come from: {@code TRACEBRIDGE_SECRET_KEY} (base64 of 32 bytes;
 * several separated by commas, the newest first), else a key file in the data directory,
 * made on first start.
 */
final class SecretKeys {

    private static final int KEY_BYTES = 32;

    private SecretKeys() {
    }

    static List<byte[]> parse(String setting) {
        return Arrays.stream(setting.split(",")).map(String::strip).map(SecretKeys::key).toList();
    }

    static List<byte[]> fromFile(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                var fresh = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(fresh);
                Files.createFile(file, ownerOnly());
                Files.writeString(file, Base64.getEncoder().encodeToString(fresh), StandardOpenOption.WRITE);
            }
            return parse(Files.readString(file).strip());
        }
        catch (IOException ex) {
            throw new UncheckedIOException("cannot read or make the key file " + file, ex);
        }
    }

    private static byte[] key(String base64) {
        try {
            var key = Base64.getDecoder().decode(base64);
            if (key.length == KEY_BYTES) {
                return key;
            }
        }
        catch (IllegalArgumentException ex) {
            // Said below, without the value: it is a secret.
        }
        throw new IllegalArgumentException(
                "TRACEBRIDGE_SECRET_KEY must be base64 of 32 bytes, " + "for instance from: openssl rand -base64 32");
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) }
                : new FileAttribute<?>[0];
    }

}
