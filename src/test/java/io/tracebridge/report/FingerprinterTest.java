package io.tracebridge.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FingerprinterTest {

    private static final String HEX = "0123456789abcdef".repeat(4);

    private static final String OTHER_HEX = "fedcba9876543210".repeat(4);

    @Test
    void aJavaReportShowsItsOwnCallsWithoutWhatVaries() {
        assertThat(Fingerprinter.group(Reports.read(Reports.sample("backtrace-java"))).frames()).containsExactly(
                "com.acme.shop.Cart.lambda$pay$*", "com.acme.shop.Cart.pay", "$Proxy*.pay", "com.acme.shop.Main.main");
    }

    @Test
    void aNodeReportShowsItsOwnCallsWithTheirFiles() {
        assertThat(Fingerprinter.group(Reports.read(Reports.sample("backtrace-node"))).frames()).containsExactly(
                "pay (cart.js)", "Array.map (<anonymous>)", "Server.<anonymous> (server.js)",
                "Server.emit (node:events)");
    }

    /** Whoever breaks this gives every group of every installation a new fingerprint. */
    @Test
    void fingerprintsStayTheSameFromReleaseToRelease() {
        assertThat(fingerprint(Reports.read(Reports.sample("backtrace-java"))))
            .isEqualTo("10c3c99651797d34da5aa93c662dcb5076a5c891ec85488ef1ccbed1d0109d69");
        assertThat(fingerprint(Reports.read(Reports.sample("backtrace-node"))))
            .isEqualTo("08820a86d6afbf8b73fce705fe22cc02612d98c1fdb6f134056c7b66c46cffae");
        assertThat(fingerprint(Reports.withMessage("KeyError", "order 4711")))
            .isEqualTo("6034afd8461e8d2067549cfecc6644b093e34b806043e9482210ab974884e8b0");
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(delimiter = '|',
            textBlock = """
                            java   | com.acme.Cart.lambda$pay$3                                  | com.acme.Cart.lambda$pay$*
                            java   | com.acme.Cart$$Lambda$14/0x0000000800c03000.run             | com.acme.Cart$$Lambda*.run
                            java   | com.acme.Cart$$Lambda/0x00007f1a2b3c4d5e.run                | com.acme.Cart$$Lambda*.run
                            java   | com.acme.Cart$$Lambda$14/1234567.run                        | com.acme.Cart$$Lambda*.run
                            java   | com.acme.Cart$$Lambda$14.run                                | com.acme.Cart$$Lambda*.run
                            java   | com.sun.proxy.$Proxy12.pay                                  | $Proxy*.pay
                            java   | jdk.proxy3.$Proxy7.pay                                      | $Proxy*.pay
                            java   | com.acme.Cart$1.run                                         | com.acme.Cart$*.run
                            java   | com.acme.Cart$2$1.run                                       | com.acme.Cart$*$*.run
                            java   | com.acme.Cart$1Local.run                                    | com.acme.Cart$*Local.run
                            java   | com.acme.Cart$$EnhancerBySpringCGLIB$$1a2b3c4d.pay          | com.acme.Cart$$EnhancerBySpringCGLIB$$*.pay
                            java   | com.acme.Cart$$SpringCGLIB$$0.pay                           | com.acme.Cart$$SpringCGLIB$$*.pay
                            java   | com.acme.Cart$$FastClassBySpringCGLIB$$9f8e7d.invoke        | com.acme.Cart$$FastClassBySpringCGLIB$$*.invoke
                            java   | com.acme.Cart$HibernateProxy$xYz9Ab.pay                     | com.acme.Cart$HibernateProxy$*.pay
                            java   | com.acme.Cart$ByteBuddy$k3Jd8s.pay                          | com.acme.Cart$ByteBuddy$*.pay
                            java   | com.acme.Cart_$$_jvst1a2_0.pay                              | com.acme.Cart_$$_jvst*.pay
                            java   | com.acme.Cart.access$000                                    | com.acme.Cart.access$*
                            java   | com.acme.CartKt$pay$lambda-3                                | com.acme.CartKt$pay$lambda$*
                            java   | com.acme.Sha256.digest                                      | com.acme.Sha256.digest
                            java   | com.acme.Cart.pay                                           | com.acme.Cart.pay
                            csharp | Acme.Cart.<>c__DisplayClass3_0.<Pay>b__12_1                 | Acme.Cart.<>c__DisplayClass*.<Pay>b__*
                            csharp | Acme.Cart.<PayAsync>d__7.MoveNext                           | Acme.Cart.<PayAsync>d__*.MoveNext
                            go     | main.pay.func1.2                                            | main.pay.func*
                            rust   | shop::cart::pay::h0123456789abcdef                          | shop::cart::pay
                            rust   | shop::cart::pay::{closure#3}                                | shop::cart::pay::{closure#*}
                            c      | pay.isra.0.cold                                             | pay
                            c      | pay [clone .constprop.1]                                    | pay
                            c      | +0x1f                                                       | <unknown>
                    c      | pay+0x1f                                                    | pay
                            c      | 0x7ffd1234abcd                                              | *
                            c      | 7FFD1234ABCD                                                | *
                            nodejs | async pay                                                   | pay
                            nodejs | Object.pay [as run]                                         | Object.pay
                            nodejs | Object.4321                                                 | Object.*
                            nodejs | Cart@5e2de80c.pay                                           | Cart@*.pay
                            nodejs | job_48fb1999-6d94-4df0-820d-075a0ed1cf01                    | job_*
                            nodejs | handler1795368336                                           | handler*
                            nodejs | md5                                                         | md5
                            python | <lambda>                                                    | <lambda>""")
    void namesLoseWhatVariesFromBuildToBuildAndRunToRun(String language, String function, String normalized) {
        assertThat(Fingerprinter.group(Reports.withStack(language, function)).frames()).containsExactly(normalized);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /srv/releases/20261122/cart.js           | cart.js
            C:\\Shop\\bin\\Shop.dll                  | Shop.dll
            webpack:///./src/cart.js?a1b2            | cart.js
            https://shop.example/static/main.3f2a1b9c.js#x | main.*.js
            https://shop.example/assets/index-BX3f9aQk.js  | index-*.js
            chunk-7QJ3X2LA.js                        | chunk-*.js
            vendors.17.js                            | vendors.*.js
            17.js                                    | *.js
            jquery-3.6.0.min.js                      | jquery-*.min.js
            /usr/lib/libshop.so.1.2.3                | libshop.so.*
            base64.js                                | base64.js
            node:events                              | node:events
            <frozen importlib._bootstrap>            | <frozen importlib._bootstrap>""")
    void filesLosePathHashAndVersion(String module, String normalized) {
        var report = Reports.withStack("js", List.of(new Frame("f", module, 1)));

        assertThat(Fingerprinter.group(report).frames()).containsExactly("f (" + normalized + ")");
    }

    @Test
    void warmReflectionIsTheSameErrorAsColdReflection() {
        var cold = Reports.withStack("java", "a.A.fail", "jdk.internal.reflect.NativeMethodAccessorImpl.invoke0",
                "jdk.internal.reflect.NativeMethodAccessorImpl.invoke", "java.lang.reflect.Method.invoke", "a.B.main");
        var warm = Reports.withStack("java", "a.A.fail", "sun.reflect.GeneratedMethodAccessor12.invoke",
                "java.lang.reflect.Method.invoke", "a.B.main");

        assertThat(Fingerprinter.group(warm)).isEqualTo(Fingerprinter.group(cold));
    }

    @Test
    void aStackOfNothingButTheRuntimeKeepsIt() {
        assertThat(Fingerprinter.group(Reports.withStack("java", "java.lang.reflect.Method.invoke")).frames())
            .containsExactly("java.lang.reflect.Method.invoke");
    }

    @Test
    void neitherMessageNorClassifierMatterWhereThereIsAStack() {
        var json = Reports.sample("backtrace-java");
        var other = new HashMap<>(json);
        other.put("classifiers", List.of("java.io.IOException"));
        other.put("attributes", Map.of("error.message", "something else"));

        assertThat(fingerprint(Reports.read(other))).isEqualTo(fingerprint(Reports.read(json)));
    }

    @Test
    void anotherCallIsAnotherGroup() {
        assertThat(fingerprint(Reports.withStack("java", "a.A.f", "a.A.h")))
            .isNotEqualTo(fingerprint(Reports.withStack("java", "a.A.g", "a.A.h")));
        assertThat(fingerprint(Reports.withStack("js", List.of(new Frame("t", "cart.js", 1)))))
            .isNotEqualTo(fingerprint(Reports.withStack("js", List.of(new Frame("t", "search.js", 1)))));
    }

    @Test
    void framesAreBounded() {
        var functions = new String[500];
        Arrays.setAll(functions, (i) -> "f" + (char) ('a' + i % 26) + (char) ('a' + i / 26));

        assertThat(Fingerprinter.group(Reports.withStack("c", functions)).frames()).hasSize(Fingerprinter.MAX_FRAMES)
            .startsWith("faa", "fba");
    }

    // Overrides

    @ParameterizedTest
    @ValueSource(strings = { "top-level base64", "top-level base64 without padding", "top-level hex",
            "top-level upper-case hex", "attribute", "query" })
    void theSenderMayNameTheGroup(String way) {
        var bytes = HexFormat.of().parseHex(HEX);
        var json = Reports.sample("backtrace-java");
        var query = new HashMap<String, String>();
        switch (way) {
            case "top-level base64" -> json.put("fingerprint", Base64.getEncoder().encodeToString(bytes));
            case "top-level base64 without padding" ->
                json.put("fingerprint", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
            case "top-level hex" -> json.put("fingerprint", HEX);
            case "top-level upper-case hex" -> json.put("fingerprint", HEX.toUpperCase(Locale.ROOT));
            case "attribute" -> json.put("attributes", Map.of(Fingerprinter.OVERRIDE_ATTRIBUTE, HEX));
            case "query" -> query.put(Fingerprinter.OVERRIDE_ATTRIBUTE, HEX);
            default -> throw new AssertionError(way);
        }

        Grouping grouping = Fingerprinter.group(ReportReader.read(json, query, Set.of(), Reports.RECEIVED));

        assertThat(grouping.fingerprint().hex()).isEqualTo(HEX);
        assertThat(grouping.frames()).contains("com.acme.shop.Cart.pay");
    }

    @Test
    void theTopLevelFingerprintWinsOverTheAttribute() {
        var report = Reports.read(Map.of("fingerprint", HEX, "attributes",
                Map.of(Fingerprinter.OVERRIDE_ATTRIBUTE, OTHER_HEX, Fingerprinter.FACTOR_ATTRIBUTE, "x")));

        assertThat(fingerprint(report)).isEqualTo(HEX);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "abc", "0123", "zz23456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "not base64 at all!", "QUJD" })
    void anOverrideThatIsNoneIsPassedOver(String override) {
        var computed = fingerprint(Reports.read(Reports.sample("backtrace-java")));
        var json = Reports.sample("backtrace-java");
        json.put("fingerprint", override);
        json.put("attributes", Map.of(Fingerprinter.OVERRIDE_ATTRIBUTE, override));

        assertThat(fingerprint(Reports.read(json))).isEqualTo(computed);
    }

    @Test
    void aFactorSplitsAGroup() {
        var plain = Reports.withStack("java", "a.A.f");

        assertThat(fingerprint(withFactor(plain, "tenant-1"))).isNotEqualTo(fingerprint(plain))
            .isNotEqualTo(fingerprint(withFactor(plain, "tenant-2")))
            .isEqualTo(fingerprint(withFactor(plain, "tenant-1")));
        assertThat(fingerprint(withFactor(plain, " "))).isEqualTo(fingerprint(plain));
    }

    @Test
    void aFactorSplitsAGroupOfMessagesToo() {
        var plain = Reports.withMessage("KeyError", "order");

        assertThat(fingerprint(withFactor(plain, "x"))).isNotEqualTo(fingerprint(plain));
    }

    // No stack

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            order 4711 is missing                   | order 42 is missing
            took 1,234.5 ms                         | took 7 ms
            at 0x7ffd12 in thread                   | at 0x11 in thread
            object deadbeef01 gone                  | object 12345678 gone
            48fb1999-6d94-4df0-820d-075a0ed1cf01 ?  | c12de2ae-f7dc-4d15-902b-dab4a1f0e15b ?
            no file '/etc/a b.conf' there           | no file '' there
            no key "total"                          | no key "a \u00fc b"
            no file /srv/shop/a.conf!               | no file /etc/b/c/d.conf!
            open C:\\shop\\a.conf                   | open D:\\b.conf
            GET https://a.example/x?y=1 failed      | GET http://127.0.0.1:80/ failed
            host 10.0.0.1:8080 down                 | host 192.168.17.4:9 down
            two   spaces\there                      | two spaces here
            can't find user 1                       | can't find user 2""")
    void withoutAStackMessagesOfTheSameShapeAreOneGroup(String message, String other) {
        assertThat(fingerprint(Reports.withMessage("E", message)))
            .isEqualTo(fingerprint(Reports.withMessage("E", other)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            order is missing | order is late
            can't find user  | can't open file
            and/or           | and
            no user          | no 'user'""")
    void withoutAStackMessagesOfOtherShapesAreOtherGroups(String message, String other) {
        assertThat(fingerprint(Reports.withMessage("E", message)))
            .isNotEqualTo(fingerprint(Reports.withMessage("E", other)));
    }

    @Test
    void withoutAStackTheClassifierMatters() {
        assertThat(fingerprint(Reports.withMessage("KeyError", "x")))
            .isNotEqualTo(fingerprint(Reports.withMessage("ValueError", "x")));
    }

    @Test
    void onlyTheFirstLineOfAMessageMatters() {
        assertThat(fingerprint(Reports.withMessage("E", "\n failed:\n details of one kind")))
            .isEqualTo(fingerprint(Reports.withMessage("E", "failed:\r\nother details")));
    }

    @Test
    void bareAddressesAreAsGoodAsNoStack() {
        var one = Map.of("classifiers", "SIGSEGV", "callstack", Map.of("frames", List.of("0x7ffd1234", "0x7ffd5678")));
        var two = Map.of("classifiers", "SIGSEGV", "callstack", Map.of("frames", List.of("0x55551234")));
        var three = Map.of("classifiers", "SIGABRT", "callstack", Map.of("frames", List.of("0x55551234")));

        assertThat(fingerprint(Reports.read(new HashMap<>(one))))
            .isEqualTo(fingerprint(Reports.read(new HashMap<>(two))))
            .isNotEqualTo(fingerprint(Reports.read(new HashMap<>(three))));
    }

    @Test
    void aReportThatSaysNothingStillHasAGroupButNotTheAllZeroOne() {
        Grouping grouping = Fingerprinter.group(Reports.read("{'attributes': {}}"));

        assertThat(grouping.fingerprint().hex()).isNotEqualTo("0".repeat(64));
        assertThat(grouping.frames()).isEmpty();
    }

    // Properties

    @Property
    void linesColumnsAndPathsDoNotMatter(@ForAll("stacks") List<Frame> stack, @ForAll long seed) {
        var random = new Random(seed);
        var moved = stack.stream()
            .map((frame) -> new Frame(frame.function(), "/other/" + random.nextInt(10) + "/" + frame.module(),
                    random.nextInt(9999)))
            .toList();

        assertThat(Fingerprinter.group(Reports.withStack("js", moved)))
            .isEqualTo(Fingerprinter.group(Reports.withStack("js", stack)));
    }

    @Property
    void generatedNamesAndAddressesDoNotMatter(@ForAll("generatedNames") List<String> templates, @ForAll long one,
            @ForAll long other) {
        assertThat(Fingerprinter.group(Reports.withStack("java", fill(templates, one))))
            .isEqualTo(Fingerprinter.group(Reports.withStack("java", fill(templates, other))));
    }

    @Property
    void theDepthOfARecursionDoesNotMatter(
            @ForAll @Size(max = 5) @UniqueElements List<@IntRange(max = 9) Integer> before,
            @ForAll @NotEmpty @Size(max = 5) @UniqueElements List<@IntRange(min = 10, max = 19) Integer> cycle,
            @ForAll @Size(max = 5) @UniqueElements List<@IntRange(min = 20, max = 29) Integer> after,
            @ForAll @IntRange(min = 1, max = 50) int depth) {
        assertThat(Fingerprinter.group(Reports.withStack("java", recursion(before, cycle, after, depth))))
            .isEqualTo(Fingerprinter.group(Reports.withStack("java", recursion(before, cycle, after, 1))));
    }

    @Property
    void whatIsShownIsWhatIsGrouped(@ForAll("stacks") List<Frame> stack, @ForAll("stacks") List<Frame> other) {
        Grouping one = Fingerprinter.group(Reports.withStack("js", stack));
        Grouping two = Fingerprinter.group(Reports.withStack("js", other));

        assertThat(one.fingerprint().equals(two.fingerprint())).isEqualTo(one.frames().equals(two.frames()));
    }

    /** Not shrunk, since jqwik's own shrinking of nested texts fails. */
    @Property(shrinking = ShrinkingMode.OFF)
    void anyTextMakesAGroup(@ForAll List<String> functions, @ForAll String message) {
        var json = new HashMap<String, Object>();
        json.put("callstack", Map.of("frames", functions));
        json.put("attributes", Map.of("error.message", message, Fingerprinter.OVERRIDE_ATTRIBUTE, message));

        Grouping grouping = Fingerprinter.group(Reports.read(json));

        assertThat(grouping.frames()).allSatisfy((frame) -> assertThat(frame).isNotBlank().doesNotContain("\n", "\0"));
        assertThat(Fingerprinter.group(Reports.read(json))).isEqualTo(grouping);
    }

    @Provide
    Arbitrary<List<Frame>> stacks() {
        return Combinators
            .combine(Arbitraries.of("pay", "Cart.total", "<anonymous>", "async run", "t", "Object.x [as y]"),
                    Arbitraries.of("cart.js", "main.3f2a1b9c.js", "", "index.js"),
                    Arbitraries.integers().between(0, 9999))
            .as(Frame::new)
            .list()
            .ofMinSize(1)
            .ofMaxSize(12);
    }

    /** {@code #} stands for a number, {@code @} for hex that varies. */
    @Provide
    Arbitrary<List<String>> generatedNames() {
        return Arbitraries
            .of("a.A.lambda$f$#", "a.A$$Lambda$#/0x@.run", "a.A$$Lambda/0x@.run", "com.sun.proxy.$Proxy#.f",
                    "a.A$$EnhancerBySpringCGLIB$$@.f", "a.A$$SpringCGLIB$$#.f", "a.A$#.run", "a.A$#$#.run", "a.A.f",
                    "a.A$HibernateProxy$@.f", "0x@", "a.A.g")
            .list()
            .ofMinSize(1)
            .ofMaxSize(12)
            .filter((names) -> names.stream().anyMatch((name) -> name.startsWith("a")));
    }

    private static String[] fill(List<String> templates, long seed) {
        RandomGenerator random = new Random(seed);
        var filled = new ArrayList<String>();
        for (String template : templates) {
            String name = template;
            while (name.contains("#") || name.contains("@")) {
                name = name.replaceFirst("#", String.valueOf(random.nextInt(100_000)))
                    .replaceFirst("@", Long.toHexString(random.nextLong()));
            }
            filled.add(name);
        }
        return filled.toArray(String[]::new);
    }

    private static String[] recursion(List<Integer> before, List<Integer> cycle, List<Integer> after, int depth) {
        var calls = new ArrayList<>(before);
        Collections.nCopies(depth, cycle).forEach(calls::addAll);
        calls.addAll(after);
        return calls.stream().map((call) -> "a.A.f" + call).toArray(String[]::new);
    }

    private static Report withFactor(Report report, String factor) {
        var attributes = new HashMap<>(report.attributes());
        attributes.put(Fingerprinter.FACTOR_ATTRIBUTE, factor);
        return new Report(report.uuid(), report.occurredAt(), report.language(), report.classifiers(), report.stack(),
                attributes, report.body());
    }

    private static String fingerprint(Report report) {
        return Fingerprinter.group(report).fingerprint().hex();
    }

}
