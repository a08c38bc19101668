package io.tracebridge.tracker.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.tracebridge.tracker.TrackerException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One integration's view of its tracker's HTTP interface. Every call is sent once; only
 * reads follow redirects, and only on the same site. Every failure is a
 * {@link TrackerException} without a credential in it.
 */
public final class TrackerApi {

    private static final Logger log = LoggerFactory.getLogger(TrackerApi.class);

    private static final int MOST_REDIRECTS = 3;

    private final OkHttpClient client;

    private final Endpoint endpoint;

    private final String userAgent;

    private final Secrets secrets;

    private final AnswerReader answers;

    TrackerApi(OkHttpClient client, Endpoint endpoint, String userAgent, AnswerReader answers) {
        this.client = client;
        this.endpoint = endpoint;
        this.userAgent = userAgent;
        this.secrets = endpoint.secrets();
        this.answers = answers;
    }

    /**
     * Sends the request and returns the answer if it is a success (2xx).
     * @throws TrackerException for everything else
     */
    public TrackerResponse call(TrackerRequest request) {
        var url = url(request);
        for (var redirects = 0;; redirects++) {
            var answer = exchange(request, url);
            if (!answer.redirect()) {
                return this.answers.read(answer);
            }
            var next = Optional.ofNullable(url.resolve(answer.location())).filter(this::sameSite);
            if (request.write() || next.isEmpty() || redirects == MOST_REDIRECTS) {
                throw this.answers.redirected(answer);
            }
            url = next.get();
        }
    }

    /** The text without credentials, for messages made of a tracker's own words. */
    public String masked(String text) {
        return this.secrets.mask(text);
    }

    private AnswerReader.Answer exchange(TrackerRequest request, HttpUrl url) {
        var what = request.method() + " " + url.encodedPath();
        var started = System.nanoTime();
        var departure = new Departure();
        try (var response = this.client.newCall(okhttp(request, url, departure)).execute()) {
            var answer = new AnswerReader.Answer(site(url), this.secrets.mask(what), request.write(),
                    request.anyAnswer(), response.code(), response.headers().toMultimap(), bytes(response));
            log(what, answer.status(), started);
            return answer;
        }
        catch (GuardedSocketFactory.RefusedAddress ex) {
            log(what, "refused", started);
            throw ex.refusal();
        }
        catch (IOException ex) {
            log(what, "failed", started);
            throw unavailable(url, what, ex, request.write() && departure.began());
        }
    }

    /** One byte more than allowed, if there are so many, shows that it is too much. */
    private byte[] bytes(Response response) throws IOException {
        var source = response.body().source();
        source.request(this.answers.mostBytes() + 1);
        var buffer = source.getBuffer();
        return buffer.readByteArray(Math.min(buffer.size(), this.answers.mostBytes() + 1));
    }

    private TrackerException unavailable(HttpUrl url, String what, IOException ex, boolean inDoubt) {
        var why = (ex instanceof InterruptedIOException) ? "it did not answer in time" : reason(ex);
        var doubt = inDoubt ? " Whether it was done is unknown." : "";
        var message = site(url) + " is unavailable for " + what + ": " + why + "." + doubt;
        return new TrackerException.Unavailable(this.secrets.mask(message), ex, Optional.empty(), !inDoubt);
    }

    private static String reason(IOException ex) {
        return (ex.getMessage() != null) ? ex.getClass().getSimpleName() + ", " + ex.getMessage()
                : ex.getClass().getSimpleName();
    }

    private Request okhttp(TrackerRequest request, HttpUrl url, Departure departure) {
        var builder = new Request.Builder().url(url)
            .tag(Departure.class, departure)
            .header("Accept", "application/json")
            .header("User-Agent", this.userAgent);
        this.endpoint.headers().forEach(builder::header);
        request.headers().forEach(builder::header);
        var body = request.body()
            .map((content) -> RequestBody.create(content.bytes(), MediaType.get(content.mediaType())))
            .orElseGet(() -> needsBody(request) ? RequestBody.EMPTY : null);
        return builder.method(request.method(), body).build();
    }

    private static boolean needsBody(TrackerRequest request) {
        return request.write() && !request.method().equals("DELETE");
    }

    private HttpUrl url(TrackerRequest request) {
        var builder = switch (request.path()) {
            case TrackerRequest.Path.Segments path -> {
                var url = this.endpoint.base().newBuilder();
                path.segments().forEach(url::addPathSegment);
                yield url;
            }
            case TrackerRequest.Path.Absolute path -> Optional.ofNullable(HttpUrl.parse(path.url()))
                .filter(this::sameSite)
                .map(HttpUrl::newBuilder)
                .orElseThrow(() -> new TrackerException.NotTheTracker(
                        "It named a further page elsewhere than on " + site(this.endpoint.base()) + "."));
        };
        request.query().forEach((parameter) -> builder.addQueryParameter(parameter.getKey(), parameter.getValue()));
        return builder.build();
    }

    /** Credentials go to no other site, nor from https to http. */
    private boolean sameSite(HttpUrl url) {
        return site(url).equals(site(this.endpoint.base()));
    }

    private static String site(HttpUrl url) {
        var port = (url.port() == HttpUrl.defaultPort(url.scheme())) ? "" : ":" + url.port();
        var host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
        return url.scheme() + "://" + host + port;
    }

    private void log(String what, Object outcome, long startedNanos) {
        if (log.isDebugEnabled()) {
            var millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
            log.debug("{} {} {} {} ms", this.endpoint.base().host(), this.secrets.mask(what), outcome, millis);
        }
    }

    @Override
    public String toString() {
        return "TrackerApi[" + this.endpoint + "]";
    }

}
