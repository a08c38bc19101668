package io.tracebridge.tracker.http;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import javax.net.SocketFactory;

import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * The one way out to trackers, shared by all: connections, limits, guard. Safe for use by
 * many threads; calls block, which suits virtual threads.
 */
public final class TrackerHttp {

    /**
     * Shorter than the keep-alive time of common servers (Apache: 5 s). A write that
     * meets a connection which the server is just closing fails without telling whether
     * it was done.
     */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(4);

    private static final int IDLE_CONNECTIONS = 16;

    private final OkHttpClient client;

    private final HttpLimits limits;

    private final Waits waits;

    private final String userAgent;

    /**
     * @param version ours, told to trackers in {@code User-Agent}
     */
    public TrackerHttp(HttpLimits limits, OutboundGuard guard, Clock clock, String version) {
        this.limits = limits;
        this.waits = new Waits(clock);
        this.userAgent = "Tracebridge/" + version;
        // Nothing is ever sent twice or elsewhere behind the caller's back: a create call
        // that was replayed is a twin issue.
        this.client = new OkHttpClient.Builder().connectTimeout(limits.connect())
            .readTimeout(limits.read())
            .writeTimeout(limits.read())
            .callTimeout(limits.call())
            .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS))
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .socketFactory(new GuardedSocketFactory(guard))
            .eventListener(new Departure.Listener())
            .addNetworkInterceptor(TrackerHttp::withoutImmediateRetry)
            .build();
    }

    private TrackerHttp(OkHttpClient client, HttpLimits limits, Waits waits, String userAgent) {
        this.client = client;
        this.limits = limits;
        this.waits = waits;
        this.userAgent = userAgent;
    }

    /** The same way out, for those who may take less time or answer less. */
    public TrackerHttp within(HttpLimits limits) {
        var hasty = this.client.newBuilder()
            .connectTimeout(limits.connect())
            .readTimeout(limits.read())
            .writeTimeout(limits.read())
            .callTimeout(limits.call())
            .build();
        return new TrackerHttp(hasty, limits, this.waits, this.userAgent);
    }

    /**
     * Sockets behind the same guard, for what is not HTTP. Whoever takes one connects it.
     */
    public SocketFactory guardedSockets() {
        return this.client.socketFactory();
    }

    /** Opens one integration's view. Makes no call. */
    public TrackerApi open(Endpoint endpoint, ErrorReader errors) {
        return new TrackerApi(this.client, endpoint, this.userAgent,
                new AnswerReader(this.limits.answerBytes(), this.waits, endpoint.secrets(), errors));
    }

    /**
     * OkHttp answers {@code 503} with {@code Retry-After: 0} by sending the same request
     * again, POST or not, whatever its settings say; it does not when told to wait a
     * second.
     */
    private static Response withoutImmediateRetry(Interceptor.Chain chain) throws IOException {
        var response = chain.proceed(chain.request());
        var immediate = response.code() == 503 && "0".equals(response.header("Retry-After"));
        return immediate ? response.newBuilder().header("Retry-After", "1").build() : response;
    }

}
