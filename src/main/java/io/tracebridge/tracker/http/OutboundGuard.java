package io.tracebridge.tracker.http;

import java.net.InetAddress;

import io.tracebridge.tracker.TrackerException;

/**
 * Decides which addresses we connect to. Asked for the very address of each new
 * connection, whether the host was a name or an address itself, so nothing can change
 * between the question and the use. Behind an HTTP proxy that is the proxy's address, and
 * where it leads is the proxy's to decide.
 */
@FunctionalInterface
public interface OutboundGuard {

    /**
     * @param host as configured
     * @param address what the connection is about to go to
     * @throws TrackerException.Rejected naming the address and what would allow it
     */
    void check(String host, InetAddress address);

}
