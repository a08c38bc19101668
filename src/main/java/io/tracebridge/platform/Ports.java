package io.tracebridge.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the ports of the child processes: the admin's, else the preferred one, else any
 * free one. No port is given out twice, though the children start at the same time.
 */
final class Ports {

    private static final Logger log = LoggerFactory.getLogger(Ports.class);

    private final Set<Integer> given = new HashSet<>();

    /**
     * The port to use.
     * @throws LocalPlatformException if the admin's choice is taken
     */
    synchronized int choose(PortSetting setting) {
        if (setting.fixed() != null) {
            return fixed(setting);
        }
        int port = setting.preferred();
        if (!available(port)) {
            port = anyFree();
            log.info("Port {} is taken, so the {} uses {} (fix it with {}).", setting.preferred(), setting.purpose(),
                    port, setting.property());
        }
        this.given.add(port);
        return port;
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
        if (!available(port)) {
            throw new LocalPlatformException(
                    "Port %d, set by %s for the %s, is taken.".formatted(port, setting.property(), setting.purpose()),
                    "Stop the program that listens there, set %s to another port, or leave it unset to have a free one found."
                        .formatted(setting.property()));
        }
        this.given.add(port);
        return port;
    }

    private boolean available(int port) {
        return !this.given.contains(port) && isFree(port);
    }

    private int anyFree() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();
            return this.given.contains(port) ? anyFree() : port;
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
