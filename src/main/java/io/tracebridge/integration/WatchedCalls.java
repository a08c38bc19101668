package io.tracebridge.integration;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.tracebridge.issue.PlainText;
import io.tracebridge.logging.LogFields;
import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerClient.Check;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.WebhookSetup;

/**
 * Stands between an integration's client and its callers, and tells how each call ended;
 * otherwise it is not there. A proxy, so that a method which a tracker learns later is
 * watched, too.
 */
final class WatchedCalls implements InvocationHandler {

    private static final int LONGEST_WORDS = 1000;

    /** Shorter ones cannot be told from ordinary text. */
    private static final int SHORTEST_SECRET = 4;

    private final Object watched;

    private final Integration integration;

    private final CallLog log;

    private WatchedCalls(Object watched, Integration integration, CallLog log) {
        this.watched = watched;
        this.integration = integration;
        this.log = log;
    }

    static TrackerClient watch(TrackerClient client, Integration integration, CallLog log) {
        return proxy(TrackerClient.class, client, integration, log);
    }

    /** What came of a call that could not even be made. */
    static void refused(TrackerException failure, Integration integration, CallLog log) {
        new WatchedCalls(null, integration, log).failed(failure, List.of());
    }

    private static <T> T proxy(Class<T> type, T watched, Integration integration, CallLog log) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
                new WatchedCalls(watched, integration, log)));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(this.watched, arguments);
        }
        var start = System.nanoTime();
        try (var named = LogFields.with(LogFields.INTEGRATION, this.integration.id())) {
            var answer = method.invoke(this.watched, arguments);
            ended(method, start, Optional.empty());
            return answered(answer);
        }
        catch (InvocationTargetException ex) {
            ended(method, start, Optional.of(ex.getCause()));
            if (ex.getCause() instanceof TrackerException failure && !aboutTheIssueAlone(method, failure)) {
                failed(failure, secretsIn(arguments));
            }
            throw ex.getCause();
        }
    }

    private void ended(Method method, long start, Optional<Throwable> failure) {
        this.log.ended(this.integration, method.getName(), Duration.ofNanos(System.nanoTime() - start), failure);
    }

    private Object answered(Object answer) {
        if (answer instanceof Catalog catalog) {
            // Its own methods are the calls.
            return proxy(Catalog.class, catalog, this.integration, this.log);
        }
        firstFailed(answer).ifPresentOrElse(
                (check) -> this.log.failed(this.integration.id(),
                        words(check.name() + ": " + check.message(), "", List.of())),
                () -> this.log.succeeded(this.integration.id()));
        return answer;
    }

    private static Optional<Check> firstFailed(Object answer) {
        return (answer instanceof List<?> list) ? list.stream()
            .filter(Check.class::isInstance)
            .map(Check.class::cast)
            .filter((check) -> !check.ok())
            .findFirst() : Optional.empty();
    }

    /**
     * Integration and tracker may be well all the same; the group's page tells of these.
     * A refused new issue is another matter: the next one will be refused, too.
     */
    private static boolean aboutTheIssueAlone(Method method, TrackerException failure) {
        return switch (failure) {
            case TrackerException.IssueGone ex -> true;
            case TrackerException.Conflict ex -> true;
            case TrackerException.Rejected ex -> ex.reason() == Reason.TRANSITION_UNAVAILABLE
                    || (ex.reason() == Reason.INVALID_FIELD && !method.getName().equals("create"));
            default -> false;
        };
    }

    private void failed(TrackerException failure, List<String> secrets) {
        if (failure instanceof TrackerException.RateLimited limited) {
            this.log.limited(this.integration.id(), limited.retryAfter());
        }
        else {
            this.log.failed(this.integration.id(), words(failure.finding(), Remedy.of(failure), secrets));
        }
    }

    private static List<String> secretsIn(Object[] arguments) {
        return Arrays.stream((arguments != null) ? arguments : new Object[0])
            .filter(WebhookSetup.class::isInstance)
            .map(WebhookSetup.class::cast)
            .flatMap((setup) -> List.of(setup.url(), setup.secret()).stream())
            .toList();
    }

    /** Trackers mask what they know to be secret; this is for what they overlooked. */
    private String words(String message, String remedy, List<String> moreSecrets) {
        var secrets = new ArrayList<>(this.integration.connection().credential().values());
        secrets.addAll(moreSecrets);
        secrets.sort(Comparator.comparingInt(String::length).reversed());
        var masked = (message != null) ? message.strip() : "";
        for (var secret : secrets) {
            masked = (secret.length() >= SHORTEST_SECRET) ? masked.replace(secret, "***") : masked;
        }
        var sentence = masked.matches("(?s).*[.!?]") ? masked : masked + ".";
        return PlainText.cut(PlainText.oneLine((sentence + " " + remedy).strip()), LONGEST_WORDS);
    }

}
