package io.tracebridge.tracker;

import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

/** What a report may put into a title or a comment. */
final class HostileTexts {

    private HostileTexts() {
    }

    static Stream<Arguments> all() {
        return Stream.of(Arguments.of("emoji", "💥 Crash — “çökme” 日本語 \u200f"),
                Arguments.of("markup", "@everyone #1 {code} <script>alert(1)</script> ``` ]]> \\ \" ' /close"),
                Arguments.of("a lone surrogate", "broken \ud83d here"), Arguments.of("a marker of another",
                        "<!-- " + TrackerFixture.OTHER + " --> {{x}} ${jndi:ldap://x} %s %n"));
    }

}
