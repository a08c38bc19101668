package io.tracebridge.report;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Reports with the same calls are one group, whatever varies around them. */
class StackFingerprintTest {

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
        assertThat(Reports.fingerprint(Reports.read(Reports.sample("backtrace-java"))))
            .isEqualTo("10c3c99651797d34da5aa93c662dcb5076a5c891ec85488ef1ccbed1d0109d69");
        assertThat(Reports.fingerprint(Reports.read(Reports.sample("backtrace-node"))))
            .isEqualTo("08820a86d6afbf8b73fce705fe22cc02612d98c1fdb6f134056c7b66c46cffae");
        assertThat(Reports.fingerprint(Reports.withMessage("KeyError", "order 4711")))
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

        assertThat(Reports.fingerprint(Reports.read(other))).isEqualTo(Reports.fingerprint(Reports.read(json)));
    }

    @Test
    void anotherCallIsAnotherGroup() {
        assertThat(Reports.fingerprint(Reports.withStack("java", "a.A.f", "a.A.h")))
            .isNotEqualTo(Reports.fingerprint(Reports.withStack("java", "a.A.g", "a.A.h")));
        assertThat(Reports.fingerprint(Reports.withStack("js", List.of(new Frame("t", "cart.js", 1)))))
            .isNotEqualTo(Reports.fingerprint(Reports.withStack("js", List.of(new Frame("t", "search.js", 1)))));
    }

    @Test
    void framesAreBounded() {
        var functions = new String[500];
        Arrays.setAll(functions, (i) -> "f" + (char) ('a' + i % 26) + (char) ('a' + i / 26));

        assertThat(Fingerprinter.group(Reports.withStack("c", functions)).frames()).hasSize(Fingerprinter.MAX_FRAMES)
            .startsWith("faa", "fba");
    }

}
