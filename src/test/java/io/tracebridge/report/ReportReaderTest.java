package io.tracebridge.report;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class ReportReaderTest {

    @Test
    void readsWhatBacktraceJavaSends() {
        Report report = Reports.read(Reports.sample("backtrace-java"));

        assertThat(report.uuid()).contains(UUID.fromString("48fb1999-6d94-4df0-820d-075a0ed1cf01"));
        assertThat(report.occurredAt()).isEqualTo(Instant.ofEpochSecond(1795368336));
        assertThat(report.language()).isEqualTo("java");
        assertThat(report.classifiers()).containsExactly("java.lang.IllegalStateException");
        assertThat(report.stack())
            .startsWith(new Frame("com.acme.shop.Cart.lambda$pay$1", "Cart.java", 13),
                    new Frame("com.acme.shop.Cart.pay", "Cart.java", 4), new Frame("jdk.proxy2.$Proxy12.pay", "", 0))
            .hasSize(6);
        assertThat(report.attributes())
            .contains(entry("application", "shop"), entry("version", "1.2.3"), entry("cpu.count", "2"),
                    entry("system.memory.max", "6320816128"), entry("classifier", "java.lang.IllegalStateException"),
                    // Boxed values of the caller's, which this SDK files under
                    // annotations.
                    entry("retries", "3"), entry("paid", "true"))
            .doesNotContainKeys("cart", "Exception", "Exception properties");
        assertThat(report.body()).containsKey("report");
        assertThat(report.body().toString()).doesNotContain("hunter2");
    }

    @Test
    void readsWhatBacktraceNodeSends() {
        Report report = Reports.read(Reports.sample("backtrace-node"));

        assertThat(report.language()).isEqualTo("nodejs");
        assertThat(report.classifiers()).containsExactly("TypeError");
        assertThat(report.stack()).startsWith(new Frame("pay", "/srv/shop/cart.js", 6),
                new Frame("Array.map (<anonymous>)", "", 0), new Frame("Server.<anonymous>", "/srv/shop/server.js", 7));
        assertThat(report.attributes())
            .contains(entry("application.version", "1.2.3"), entry("cpu.boottime", "1795367298.37"),
                    entry("process.age", "0"), entry("paid", "true"), entry("classifiers", "TypeError"),
                    entry("lang.name", "nodejs"), entry("lang.version", "v20.20.2"))
            .doesNotContainKeys("coupon", "cart", "error", "package");
        assertThat(report.body().toString()).doesNotContain("sk_live_1");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|',
            textBlock = """
                    {'threads': {'a': {'stack': [{'funcName': 'a'}]}, 'b': {'stack': [{'funcName': 'b'}]}}, 'mainThread': 'b'} | b
                    {'threads': {'a': {'stack': [{'funcName': 'a'}]}, 'b': {'fault': true, 'stack': [{'funcName': 'b'}]}}} | b
                    {'threads': {'a': {'stack': [{'funcName': 'a'}]}, 'b': {'stack': [{'funcName': 'b'}]}}} | a
                    {'threads': {'a': {'fault': true, 'stack': [{'funcName': 'a'}]}, 'b': {'stack': [{'funcName': 'b'}]}}, 'mainThread': 'b'} | b
                    {'threads': {'7': {'stack': [{'funcName': 'a'}]}, '8': {'stack': [{'funcName': 'b'}]}}, 'mainThread': 8} | b
                    {'threads': {'a': {'stack': [{'funcName': 'a'}]}}, 'mainThread': 'gone'} | a
                    {'threads': {'a': {'stack': []}, 'b': {'stack': [{'funcName': 'b'}]}}, 'mainThread': 'a'} | b
                    {'threads': {'a': 'running', 'b': {'stack': [{'funcName': 'b'}]}}, 'mainThread': 'a'} | b""")
    void theStackIsThatOfTheMainThreadElseTheFaultingElseTheFirst(String json, String function) {
        assertThat(Reports.read(json).stack()).extracting(Frame::function).containsExactly(function);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {'funcName': 'f', 'line': 7} | f | `` | 7
            {'funcName': ' f ', 'line': '7', 'library': 'x.js', 'path': 'y.js'} | f | x.js | 7
            {'funcName': 'f', 'path': '/srv/y.js', 'library': ''} | f | /srv/y.js | 0
            {'funcName': 'f', 'sourceCode': 'id', 'line': 7.0} | f | A.java | 7
            {'funcName': 'f', 'sourceCode': 12} | f | B.java | 0
            {'funcName': 'f', 'sourceCode': 'unknown', 'line': 'seven'} | f | `` | 0
            {'funcName': 'f', 'sourceCode': {'path': 'inline'}, 'line': -3} | f | `` | 0
            {'funcName': 'f', 'line': 99999999999} | f | `` | 2147483647
            {'address': '0x7ffd12'} | 0x7ffd12 | `` | 0
            {'address': 4096, 'library': 'libc.so'} | 0x1000 | libc.so | 0
            {'address': -1} | 0xffffffff | `` | 0
            {'library': 'libc.so'} | <unknown> | libc.so | 0
            {'funcName': 5, 'library': ['x']} | 5 | `` | 0
            'pay@cart.py:12' | pay | cart.py | 12
            'pay@webpack:///./src/cart.js:12:7' | pay | webpack:///./src/cart.js | 12
            'new @acme/Cart@/srv/cart.js:1' | new @acme/Cart | /srv/cart.js | 1
            'pay' | pay | `` | 0
            '@cart.js:3' | <unknown> | cart.js | 3""")
    void aFrameIsReadFromWhateverItCarries(String frame, String function, String module, int line) {
        Report report = Reports.read("{'threads': {'main': {'stack': [" + frame
                + "]}}, 'sourceCode': {'id': {'path': 'A.java'}, '12': {'path': 'B.java'}}}");

        assertThat(report.stack()).containsExactly(new Frame(function, module, line));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "null", "[]", "7", "''", "{'line': 3}", "{'funcName': ' '}", "{'funcName': {}}" })
    void aFrameThatSaysNothingIsPassedOver(String frame) {
        Report report = Reports.read("{'threads': {'main': {'stack': [" + frame + ", {'funcName': 'f'}]}}}");

        assertThat(report.stack()).containsExactly(new Frame("f", "", 0));
    }

    @Test
    void aCallstackOfTextsIsReadWhereThereIsNoThread() {
        Report report = Reports.read("{'callstack': {'frames': ['pay@cart.py:12', 'main@app.py:3']}}");

        assertThat(report.stack()).containsExactly(new Frame("pay", "cart.py", 12), new Frame("main", "app.py", 3));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            1795368336 | 2026-11-22T17:25:36Z
            1795368336123 | 2026-11-22T17:25:36.123Z
            1795368336.5 | 2026-11-22T17:25:36.500Z
            '1795368336' | 2026-11-22T17:25:36Z
            946684800 | 2000-01-01T00:00:00Z
            946684799 | 2026-11-22T18:00:00Z
            1795456800 | 2026-11-23T18:00:00Z
            1795456801 | 2026-11-22T18:00:00Z
            0 | 2026-11-22T18:00:00Z
            -5 | 2026-11-22T18:00:00Z
            1e300 | 2026-11-22T18:00:00Z
            'NaN' | 2026-11-22T18:00:00Z
            'yesterday' | 2026-11-22T18:00:00Z
            true | 2026-11-22T18:00:00Z
            [1] | 2026-11-22T18:00:00Z
            null | 2026-11-22T18:00:00Z""")
    void theTimeIsTheSendersUnlessAbsurd(String timestamp, Instant occurredAt) {
        assertThat(Reports.read("{'timestamp': " + timestamp + "}").occurredAt()).isEqualTo(occurredAt);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            '48fb1999-6d94-4df0-820d-075a0ed1cf01' | 48fb1999-6d94-4df0-820d-075a0ed1cf01
            '48FB19996D944DF0820D075A0ED1CF01' | 48fb1999-6d94-4df0-820d-075a0ed1cf01
            '00000000-0000-0000-0000-000000000000' |
            '1-1-1-1-1' |
            'me' |
            5 |
            {} |""")
    void theUuidIsTakenWhereItIsOne(String uuid, UUID expected) {
        assertThat(Reports.read("{'uuid': " + uuid + "}").uuid().orElse(null)).isEqualTo(expected);
    }

    @Test
    void theVendorsSampleInAWrapperIsRead() {
        assertThat(Reports.read("{'body': {'attributes': {'a': 'x'}}}").attributes()).containsOnly(entry("a", "x"));
    }

}
