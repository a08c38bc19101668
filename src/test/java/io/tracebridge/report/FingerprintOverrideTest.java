package io.tracebridge.report;

import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How a sender names the group itself, or splits one. */
class FingerprintOverrideTest {

    private static final String HEX = "0123456789abcdef".repeat(4);

    private static final String OTHER_HEX = "fedcba9876543210".repeat(4);

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

        assertThat(Reports.fingerprint(report)).isEqualTo(HEX);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "abc", "0123", "zz23456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "not base64 at all!", "QUJD" })
    void anOverrideThatIsNoneIsPassedOver(String override) {
        var computed = Reports.fingerprint(Reports.read(Reports.sample("backtrace-java")));
        var json = Reports.sample("backtrace-java");
        json.put("fingerprint", override);
        json.put("attributes", Map.of(Fingerprinter.OVERRIDE_ATTRIBUTE, override));

        assertThat(Reports.fingerprint(Reports.read(json))).isEqualTo(computed);
    }

    @Test
    void aFactorSplitsAGroup() {
        var plain = Reports.withStack("java", "a.A.f");

        assertThat(Reports.fingerprint(withFactor(plain, "tenant-1"))).isNotEqualTo(Reports.fingerprint(plain))
            .isNotEqualTo(Reports.fingerprint(withFactor(plain, "tenant-2")))
            .isEqualTo(Reports.fingerprint(withFactor(plain, "tenant-1")));
        assertThat(Reports.fingerprint(withFactor(plain, " "))).isEqualTo(Reports.fingerprint(plain));
    }

    @Test
    void aFactorSplitsAGroupOfMessagesToo() {
        var plain = Reports.withMessage("KeyError", "order");

        assertThat(Reports.fingerprint(withFactor(plain, "x"))).isNotEqualTo(Reports.fingerprint(plain));
    }

    private static Report withFactor(Report report, String factor) {
        var attributes = new HashMap<>(report.attributes());
        attributes.put(Fingerprinter.FACTOR_ATTRIBUTE, factor);
        return new Report(report.uuid(), report.occurredAt(), report.language(), report.classifiers(), report.stack(),
                attributes, report.body());
    }

}
