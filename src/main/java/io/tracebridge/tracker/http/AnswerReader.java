package io.tracebridge.tracker.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;

import io.tracebridge.tracker.TrackerException;

/**
 * Turns bytes into a {@link TrackerResponse} or the {@link TrackerException} that says
 * what to do about them.
 */
final class AnswerReader {

    private static final JsonMapper JSON = JsonMapper.builder()
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();

    private static final Set<Integer> TRY_AGAIN = Set.of(408, 425);

    /** Those that say that the request was not taken up at all. */
    private static final Set<Integer> NOTHING_DONE = Set.of(408, 425, 503);

    private static final Duration USUAL_WAIT = Duration.ofMinutes(1);

    private static final Pattern TITLE = Pattern.compile("<title[^>]*>([^<]{1,200})", Pattern.CASE_INSENSITIVE);

    private static final Pattern LOGIN = Pattern.compile("log.?in|sign.?in|sso|saml|password|authenticat",
            Pattern.CASE_INSENSITIVE);

    private final long mostBytes;

    private final Waits waits;

    private final Secrets secrets;

    private final ErrorReader errors;

    AnswerReader(long mostBytes, Waits waits, Secrets secrets, ErrorReader errors) {
        this.mostBytes = mostBytes;
        this.waits = waits;
        this.secrets = secrets;
        this.errors = errors;
    }

    long mostBytes() {
        return this.mostBytes;
    }

    TrackerResponse read(Answer answer) {
        var wait = this.waits.read(answer.status(), answer.headers());
        if (answer.status() == 429) {
            var which = answer.header("RateLimit-Reason").map((reason) -> ", " + reason).orElse("");
            throw new TrackerException.RateLimited(
                    this.secrets.mask(answer.said("too many requests (429" + which + ")")), wait.orElse(USUAL_WAIT));
        }
        if (answer.status() >= 500 || TRY_AGAIN.contains(answer.status())) {
            throw new TrackerException.Unavailable(answer.said("try again later (" + answer.status() + ")"), null, wait,
                    !answer.write() || NOTHING_DONE.contains(answer.status()));
        }
        var response = new TrackerResponse(answer.status(), answer.headers(), json(answer), wait);
        if (!answer.success()) {
            throw this.errors.read(response);
        }
        return response;
    }

    /**
     * A redirect that is not followed. GitHub says in JSON that a repository has moved,
     * which its own reader words better; everything else is a login page or a wrong
     * address.
     */
    TrackerException redirected(Answer answer) {
        if (answer.isJson() && answer.sameSite()) {
            return this.errors
                .read(new TrackerResponse(answer.status(), answer.headers(), json(answer), Optional.empty()));
        }
        var target = this.secrets.mask(answer.location().replaceFirst("[?#].*", ""));
        var login = LOGIN.matcher(target).find()
                ? " That looks like a login page, as if the credential were not accepted for its API." : "";
        return new TrackerException.NotTheTracker(answer.said("go to " + target + " (" + answer.status() + ")")
                + " Redirects are not followed there." + login);
    }

    private JsonNode json(Answer answer) {
        if (answer.body().length == 0) {
            return MissingNode.getInstance();
        }
        if (answer.anyType()) {
            return anyType(answer);
        }
        if (answer.body().length > this.mostBytes) {
            throw new TrackerException.NotTheTracker(answer.said("more than " + this.mostBytes + " bytes"));
        }
        if (!answer.isJson()) {
            return notJson(answer);
        }
        try {
            // Refusals become messages, so credentials in them end here.
            return answer.success() ? JSON.readTree(answer.body()) : JSON.readTree(this.secrets.mask(answer.text()));
        }
        catch (IOException ex) {
            throw new TrackerException.NotTheTracker(answer.said("what it calls JSON but is not"));
        }
    }

    private JsonNode anyType(Answer answer) {
        var text = this.secrets.mask(answer.text());
        try {
            return answer.isJson() ? JSON.readTree(text) : TextNode.valueOf(text);
        }
        catch (IOException ex) {
            return TextNode.valueOf(text);
        }
    }

    private JsonNode notJson(Answer answer) {
        var refusal = answer.status() == 401 || answer.status() == 403;
        if (refusal || (!answer.success() && !answer.isHtml())) {
            return MissingNode.getInstance();
        }
        var text = this.secrets.mask(answer.text());
        var title = TITLE.matcher(text);
        var named = title.find() ? " titled \"" + title.group(1).strip() + "\"" : "";
        var login = (answer.isHtml() && LOGIN.matcher(text).find()) ? ", which looks like a login page" : "";
        throw new TrackerException.NotTheTracker(
                answer.said((answer.isHtml() ? "an HTML page" : "something other than JSON") + named + login));
    }

    /**
     * What came back for one request.
     *
     * @param what method and path, masked
     * @param anyType whether it need not be JSON
     * @param body at most one byte more than allowed
     */
    record Answer(String site, String what, boolean write, boolean anyType, int status,
            Map<String, List<String>> headers, byte[] body) {

        Answer {
            var anyCase = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
            anyCase.putAll(headers);
            headers = anyCase;
        }

        boolean success() {
            return this.status / 100 == 2;
        }

        boolean redirect() {
            return this.status / 100 == 3 && !location().isEmpty();
        }

        String location() {
            return header("Location").orElse("");
        }

        Optional<String> header(String name) {
            return this.headers.getOrDefault(name, List.of()).stream().findFirst();
        }

        boolean sameSite() {
            return location().startsWith("/") || location().startsWith(this.site + "/");
        }

        boolean isJson() {
            var type = mediaType();
            return type.endsWith("/json") || type.endsWith("+json");
        }

        boolean isHtml() {
            return mediaType().endsWith("html");
        }

        private String mediaType() {
            var type = header("Content-Type").orElse("");
            return type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        }

        String text() {
            return new String(this.body, StandardCharsets.UTF_8);
        }

        String said(String words) {
            return this.site + " answered " + this.what + " with: " + words + ".";
        }

    }

}
