package io.tracebridge.platform;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints problem and remedy instead of a stack trace. */
final class LocalPlatformFailureAnalyzer extends AbstractFailureAnalyzer<LocalPlatformException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, LocalPlatformException cause) {
        Throwable reason = cause.getCause();
        String description = (reason != null) ? cause.problem() + "\n\nReason: " + reason : cause.problem();
        return new FailureAnalysis(description, cause.remedy(), rootFailure);
    }

}
