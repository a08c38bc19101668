package io.tracebridge.platform;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.annotation.Order;

/**
 * Names the setting, which Boot's own analyzer does not; hence an order ahead of its
 * unordered one.
 */
@Order(0)
final class ServerPortFailureAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
        return new FailureAnalysis(
                "Port %d, on which Tracebridge was to answer, is taken by another program.".formatted(cause.getPort()),
                "Stop that program, or give Tracebridge another port: SERVER_PORT=%d.".formatted(cause.getPort() + 1),
                rootFailure);
    }

}
