package io.tracebridge.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for any stack and any text. */
class FingerprintPropertiesTest {

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

}
