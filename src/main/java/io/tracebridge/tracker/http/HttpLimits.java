package io.tracebridge.tracker.http;

import java.time.Duration;

/**
 * How long and how much we let a tracker answer.
 *
 * @param connect until the connection stands
 * @param read between two bytes of an answer
 * @param call one request with its whole answer
 * @param answerBytes largest answer we take, after decompression
 */
public record HttpLimits(Duration connect, Duration read, Duration call, long answerBytes) {

    public static final HttpLimits DEFAULT = new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(20),
            Duration.ofSeconds(30), 5L * 1024 * 1024);

}
