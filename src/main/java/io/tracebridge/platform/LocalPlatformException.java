package io.tracebridge.platform;

/**
 * The local platform cannot start. The problem says what is wrong, the remedy which
 * setting or act puts it right; both are sentences for whoever runs the program.
 */
final class LocalPlatformException extends RuntimeException {

    private final String problem;

    private final String remedy;

    LocalPlatformException(String problem, String remedy) {
        this(problem, remedy, null);
    }

    LocalPlatformException(String problem, String remedy, Throwable cause) {
        super(problem + " " + remedy, cause);
        this.problem = problem;
        this.remedy = remedy;
    }

    String problem() {
        return this.problem;
    }

    String remedy() {
        return this.remedy;
    }

}
