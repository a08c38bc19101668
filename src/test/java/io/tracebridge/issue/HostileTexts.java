package io.tracebridge.issue;

import java.util.List;

/** What somebody who can make an application fail may put into an issue. */
public final class HostileTexts {

    public static final List<String> ALL = List.of(
            // people
            "@admin", "cc @acme/oncall please", "@", "@@admin", "(@admin)", "a@b.example", "`@admin`", "@-admin",
            "[~accountid:5b10a2844c20165700ede21g]", "[~admin]", "<@U012AB3CD>", "user:admin", "[@admin](x)",
            // references
            "#123", "##123", "GH-1", "acme/shop#7", "!1", "~label", "~\"two words\"", "%1", "&7", "$42", "ABC-123",
            "r123", "commit:deadbeef", "deadbeefcafe", "6dcb09b5b57875f334f61aebed695e2e4193db5e", "[[Wiki]]",
            "fixes #1, closes GH-2",
            // commands and macros
            "/close", "  /close", "fine\n/close\n/assign @admin", "```\n/close\n```", "````\n```\n/close\n", "{{toc}}",
            "{{include(Secret)}} {{macro(0)}}", "${jndi:ldap://x}", "{{project}} {{frames}}",
            // fences
            "```", "a ``` b `` c ` d", "~~~\n@admin\n~~~", "x\n```\n</code></pre>\n@admin #1\n", "`", "``",
            "</pre>@admin", "</code></pre><script>alert(1)</script>", "<PRE>", "</Code >", "<redpre#0>",
            "<notextile><b>x</b></notextile>", "<kbd>",
            // markup
            "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- x", "-->", "<![CDATA[", "&lt;b&gt;",
            "&amp;", "&copy", "x%x%lt;b", "*b* **b** _i_ __i__ ~~s~~ -d- +i+ ^s^ ??c?? %s% ==n== @c@", "# h", "h1. h",
            "bq. q", "> q", "- item", "* item", "+ item", "1. one", "1) one", "---", "===", "+++", "|a|b|", "a | b",
            "a \\| b", "\\", "\\\\", "trailing \\", "[x](javascript:alert(1))", "![x](https://evil.example/p.png)",
            "!https://evil.example/p.png!", "\"x\":https://evil.example", "[x]: https://evil.example", "[^1]",
            "<https://evil.example>", "https://evil.example", "www.evil.example", "mailto:a@b.example", "$x$", ":tada:",
            "ABC(title)", "p(x). y", "{color:red}x{color}", "{code}", "{noformat}", "[x|https://evil.example]",
            "fn1. note", "table. ", "=== x", "    indented", "- [ ] task",
            // characters
            "\u0000", "a\u0000b", "\u202egpj.exe", "\u2066x\u2069", "\ud83d", "\ude00x", "\ufffe", "\ufeff", "\u0007",
            "a\rb", "a\r\nb", "a\u2028b", "a\u0085b", "\ud83d\udc69\u200d\ud83d\udcbb", "e\u0301\u0302\u0303", "", " ",
            "\n\n", "\t", "\u200b", "x".repeat(5000), "`".repeat(500), "|".repeat(300), "\\".repeat(300),
            "\ud83d\ude00".repeat(300));

    private HostileTexts() {
    }

    public static List<String> all() {
        return ALL;
    }

}
