package io.tracebridge.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The data directory, locked against a second Tracebridge for as long as this one lives.
 * The operating system drops the lock however the program ends, so none is ever stale.
 */
final class DataDirectory implements AutoCloseable {

    private static final String LOCK = "platform.lock";

    /** The lock lies far behind the content, so that others may read whose it is. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path root;

    private final FileChannel lock;

    private DataDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Creates the directory if need be and locks it.
     * @throws LocalPlatformException if another Tracebridge uses it, or it cannot be
     * written
     */
    static DataDirectory lock(Path root) {
        Path file = root.resolve(LOCK);
        try {
            Files.createDirectories(root);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw inUse(root, Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
                    0);
            return new DataDirectory(root, channel);
        }
        catch (IOException ex) {
            throw new LocalPlatformException("The data directory %s cannot be written.".formatted(root),
                    "Make it writable for this user, or name another with TRACEBRIDGE_DATA.", ex);
        }
    }

    /** The directory of one child process, readable by this user alone. */
    Path of(String child) {
        return PrivateFiles.directory(this.root.resolve(child));
    }

    @Override
    public void close() throws IOException {
        this.lock.close();
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            return lock != null;
        }
        catch (OverlappingFileLockException ex) {
            return false;
        }
    }

    private static LocalPlatformException inUse(Path root, String owner) {
        return new LocalPlatformException(
                "Another Tracebridge (process %s) uses the data directory %s.".formatted(owner, root),
                "Stop it, or give this one a directory of its own with TRACEBRIDGE_DATA. Copies that share one "
                        + "database and engine set SPRING_DATASOURCE_URL and CAMUNDA_CLIENT_GRPCADDRESS instead.");
    }

}
