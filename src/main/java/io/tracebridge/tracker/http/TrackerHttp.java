package io.tracebridge.tracker.http;

import java.time.Clock;

import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * The one way out to trackers, shared by all: connections, limits, guard. Safe for use by
 * many threads; calls block, which suits virtual threads.
 */
public final class TrackerHttp {

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
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .socketFactory(new GuardedSocketFactory(guard))
            .addNetworkInterceptor(TrackerHttp::withoutImmediateRetry)
            .build();
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
    private static Response withoutImmediateRetry(Interceptor.Chain chain) throws java.io.IOException {
        var response = chain.proceed(chain.request());
        var immediate = response.code() == 503 && "0".equals(response.header("Retry-After"));
        return immediate ? response.newBuilder().header("Retry-After", "1").build() : response;
    }

}
