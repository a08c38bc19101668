package io.tracebridge.tracker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

import javax.net.ServerSocketFactory;

/**
 * Servers that send at once what they write, as real ones do. The head and the body of an
 * answer are two writes, and the second would wait 40 ms for the client's word that it
 * has the first.
 */
final class PromptSockets extends ServerSocketFactory {

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new PromptServerSocket();
    }

    @Override
    public ServerSocket createServerSocket(int port) {
        throw unsupported();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
        throw unsupported();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
        throw unsupported();
    }

    private static UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException("the fake binds its sockets itself");
    }

    private static final class PromptServerSocket extends ServerSocket {

        private PromptServerSocket() throws IOException {
            // Not bound yet.
        }

        @Override
        public Socket accept() throws IOException {
            var socket = super.accept();
            socket.setTcpNoDelay(true);
            return socket;
        }

    }

}
