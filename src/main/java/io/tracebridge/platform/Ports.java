package io.tracebridge.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the ports of the child processes: the admin's, else the preferred one, else any
 * free one. No port is given out twice, though the children start at the same time, nor
 * to two Tracebridges of one machine: seconds pass until a child listens, so a port is
 * also reserved, by a lock on a file that the operating system releases whatever happens.
 */
final class Ports implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Ports.class);

    private final Path shared;

    private final Set<Integer> given = new HashSet<>();

    private final List<FileChannel> reservations = new ArrayList<>();

    /**
     * Ports of this machine.
     * @param shared a directory that all Tracebridges of this machine share
     */
    Ports(Path shared) {
        this.shared = shared;
    }

    static Ports ofThisMachine() {
        return new Ports(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * The port to use.
     * @throws LocalPlatformException if the admin's choice is taken
     */
    synchronized int choose(PortSetting setting) {
        if (setting.fixed() != null) {
            return fixed(setting);
        }
        int port = setting.preferred();
        if (!take(port)) {
            port = takeAny();
            log.info("Port {} is taken, so the {} uses {} (fix it with {}).", setting.preferred(), setting.purpose(),
                    port, setting.property());
        }
        return port;
    }

    /** Gives the ports back. */
    @Override
    public synchronized void close() throws IOException {
        for (FileChannel reservation : this.reservations) {
            reservation.close();
        }
        this.reservations.clear();
        this.given.clear();
    }

    /** Whether nothing listens on the port, on loopback or on all addresses. */
    static boolean isFree(int port) {
        // Both, since macOS lets a socket bind to loopback beside one on all addresses.
        return canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                && canBind(new InetSocketAddress(port));
    }

    private int fixed(PortSetting setting) {
        int port = setting.fixed();
        if (port < 1 || port > 65535) {
            throw new LocalPlatformException(
                    "%s is %d, which is no port for the %s.".formatted(setting.property(), port, setting.purpose()),
                    "Set %s to a number from 1 to 65535.".formatted(setting.property()));
        }
        if (!take(port)) {
            throw new LocalPlatformException(
                    "Port %d, set by %s for the %s, is taken.".formatted(port, setting.property(), setting.purpose()),
                    "Stop the program that listens there, set %s to another port, or leave it unset to have a free one found."
                        .formatted(setting.property()));
        }
        return port;
    }

    private boolean take(int port) {
        return !this.given.contains(port) && isFree(port) && reserve(port) && this.given.add(port);
    }

    private boolean reserve(int port) {
        try {
            FileChannel reservation = FileChannel.open(this.shared.resolve("tracebridge-port-" + port),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            if (!isLocked(reservation)) {
                reservation.close();
                return false;
            }
            return this.reservations.add(reservation);
        }
        catch (IOException ex) {
            // A file that another user left. Do without: that the port is free is known.
            return true;
        }
    }

    private static boolean isLocked(FileChannel reservation) throws IOException {
        try {
            return reservation.tryLock() != null;
        }
        catch (OverlappingFileLockException ex) {
            return false;
        }
    }

    private int takeAny() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();
            return this.given.add(port) ? port : takeAny();
        }
        catch (IOException ex) {
            throw new LocalPlatformException("This machine has no free port on loopback.",
                    "Close programs that hold ports, or use an external database and engine.", ex);
        }
    }

    private static boolean canBind(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address, 1);
            return true;
        }
        catch (IOException ex) {
            return false;
        }
    }

}
