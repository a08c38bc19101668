package io.tracebridge.tracker.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;

import javax.net.SocketFactory;

import io.tracebridge.tracker.TrackerException;

/**
 * Puts the {@link OutboundGuard} where connections are made. OkHttp's {@code Dns} would
 * be too early: it is not asked for hosts that are addresses, and a name may resolve
 * differently the next time.
 */
final class GuardedSocketFactory extends SocketFactory {

    private final OutboundGuard guard;

    GuardedSocketFactory(OutboundGuard guard) {
        this.guard = guard;
    }

    @Override
    public Socket createSocket() {
        return new GuardedSocket(this.guard);
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw unsupported();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw unsupported();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw unsupported();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw unsupported();
    }

    private static UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException("OkHttp connects its sockets itself");
    }

    private static final class GuardedSocket extends Socket {

        private final OutboundGuard guard;

        GuardedSocket(OutboundGuard guard) {
            this.guard = guard;
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (endpoint instanceof InetSocketAddress inet && !inet.isUnresolved()) {
                try {
                    this.guard.check(inet.getHostString(), inet.getAddress());
                }
                catch (TrackerException ex) {
                    throw new RefusedAddress(ex);
                }
            }
            super.connect(endpoint, timeout);
        }

    }

    /** Carries the refusal through OkHttp, which passes only I/O failures on. */
    static final class RefusedAddress extends IOException {

        private final TrackerException refusal;

        RefusedAddress(TrackerException refusal) {
            super(refusal.getMessage(), refusal);
            this.refusal = refusal;
        }

        TrackerException refusal() {
            return this.refusal;
        }

    }

}
