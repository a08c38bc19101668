package io.tracebridge.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** All threads of a report, as people look for what the others did. */
class ReportThreadTest {

    @Test
    void theFaultingThreadComesFirstAndEveryOtherOneOnce() {
        var threads = new LinkedHashMap<String, Object>();
        threads.put("1", Map.of("name", "worker", "stack", List.of("Queue.take@Queue.java:3")));
        threads.put("2", Map.of("fault", true, "stack", List.of("Cart.total@Cart.java:42", "Main.main")));
        threads.put("3", Map.of("stack", List.of()));

        assertThat(ReportThread.all(Map.of("threads", threads))).containsExactly(
                new ReportThread("2", true,
                        List.of(new Frame("Cart.total", "Cart.java", 42), new Frame("Main.main", "", 0))),
                new ReportThread("worker", false, List.of(new Frame("Queue.take", "Queue.java", 3))));
    }

    @Test
    void aCallstackWithoutThreadsIsOneWithoutAName() {
        var body = Map.<String, Object>of("callstack", Map.of("frames", List.of(Map.of("funcName", "f"))));

        assertThat(ReportThread.all(body)).containsExactly(new ReportThread("", true, List.of(new Frame("f", "", 0))));
    }

    @Test
    void nothingReadableIsNoThread() {
        assertThat(ReportThread.all(Map.of("threads", List.of("x"), "callstack", "y"))).isEmpty();
        assertThat(ReportThread.all(Map.of("threads", Map.of("a", "x")))).isEmpty();
    }

}
