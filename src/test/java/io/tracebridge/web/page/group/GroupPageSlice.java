package io.tracebridge.web.page.group;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import io.tracebridge.triage.GroupMerge;
import io.tracebridge.web.page.PageSlice;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/** A group with two reports, and a triager who looks at its page. */
abstract class GroupPageSlice extends PageSlice {

    static final String A = "aa".repeat(32);

    static final String B = "bb".repeat(32);

    static final String PAGE = "/projects/shop/groups/" + A;

    static final String HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>'\"&";

    @Autowired
    GroupMerge merge;

    Seed seed;

    long project;

    long group;

    long report;

    @BeforeEach
    void aGroupWithTwoReports() {
        this.project = this.projects.save("shop", "Web shop", null).id();
        this.seed = new Seed(this.jdbc, this.project);
        this.group = this.seed.group(A, "NullPointerException", 1234,
                Map.of("version", Map.of("1.4.2", 3, "1.4.1", 1), "buildType", Map.of("stable", 4)));
        this.seed.report(this.group, hoursAgo(30), "NullPointerException", Map.of("version", "1.4.1"), Map.of());
        this.report = this.seed.report(this.group, hoursAgo(1), "NullPointerException",
                Map.of("version", "1.4.2", "error.message", "total is missing"),
                Map.of("mainThread", "main", "threads",
                        Map.of("main",
                                Map.of("stack", List.of("Cart.total@Cart.java:42", "Checkout.pay@Checkout.java:7")),
                                "worker", Map.of("stack", List.of("Queue.take@Queue.java:3")))));
    }

    MvcTestResult get(String path) {
        var parts = path.split("\\?", 2);
        var request = this.mvc.get().uri(parts[0]).with(user("tina").roles("TRIAGER"));
        if (parts.length > 1) {
            var pair = parts[1].split("=", 2);
            request = request.param(pair[0], pair[1]);
        }
        return request.exchange();
    }

    MvcTestResult post(String path, String name, String value) {
        return this.mvc.post()
            .uri(PAGE + path)
            .param(name, value)
            .with(user("tina").roles("TRIAGER"))
            .with(csrf())
            .exchange();
    }

    static Instant hoursAgo(int hours) {
        return Instant.now().minus(hours, ChronoUnit.HOURS);
    }

}
