package io.tracebridge.workflow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.tracebridge.link.IssueSync;
import io.tracebridge.link.Polling;
import io.tracebridge.logging.LogFields;
import io.tracebridge.tracker.TrackerException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/** What log lines tell of the job that they are about. */
class JobFieldsProcessTest extends ProcessTest {

    private static final AtomicLong LINKS = new AtomicLong(990_000);

    private final Logger service = (Logger) LoggerFactory.getLogger("a service");

    private final Logger failures = (Logger) LoggerFactory.getLogger(JobFailures.class);

    private final Kept kept = new Kept();

    private final long link = LINKS.incrementAndGet();

    @BeforeEach
    void keep() {
        this.kept.start();
        this.service.addAppender(this.kept);
        this.failures.addAppender(this.kept);
    }

    @AfterEach
    void stop() {
        this.service.detachAppender(this.kept);
        this.failures.detachAppender(this.kept);
    }

    @Test
    void whatAServiceLogsNamesJobInstanceAndLink() {
        given(this.syncs.sync(this.link)).willAnswer((call) -> {
            this.service.info("synchronising");
            return new IssueSync.Result("pushed", "in-step", false);
        });

        changed();

        var instance = TestEngine.instance(this.link, 1);
        TestEngine.path(instance);
        assertThat(this.kept.fields("synchronising")).containsEntry(LogFields.LINK, Long.toString(this.link))
            .containsEntry(LogFields.PROCESS_INSTANCE, Long.toString(instance))
            .containsKey(LogFields.JOB)
            .doesNotContainKey(LogFields.GROUP);
    }

    @Test
    void aFailureNamesThemToo() {
        given(this.syncs.sync(this.link))
            .willThrow(new TrackerException.Unavailable("away " + this.link, (Throwable) null));

        changed();

        TestEngine.await().until(() -> !this.kept.fields("away " + this.link).isEmpty());
        assertThat(this.kept.fields("away " + this.link)).containsEntry(LogFields.LINK, Long.toString(this.link))
            .containsKeys(LogFields.JOB, LogFields.PROCESS_INSTANCE);
    }

    @Test
    void noJobSeesTheFieldsOfAnother() {
        given(this.syncs.sync(this.link)).willReturn(new IssueSync.Result("pushed", "in-step", false));
        for (var i = 0; i < 5; i++) {
            changed();
        }
        TestEngine.path(TestEngine.instance(this.link, 1));
        given(this.polling.due()).willAnswer((call) -> {
            this.service.info("listing");
            return List.of(7L);
        });
        given(this.polling.poll(7)).willAnswer((call) -> {
            this.service.info("polling");
            return new Polling.Result("done", 0);
        });

        publish("poll-requested", "7", Duration.ofMinutes(1), Map.of());

        TestEngine.await().until(() -> !this.kept.fields("polling").isEmpty());
        assertThat(this.kept.fields("listing")).isEmpty();
        assertThat(this.kept.fields("polling")).containsEntry(LogFields.INTEGRATION, "7")
            .doesNotContainKey(LogFields.LINK);
    }

    private void changed() {
        publish("link-changed", Long.toString(this.link), Duration.ofMinutes(1), Map.of("linkId", this.link));
    }

    /** Log lines with the fields that they had. */
    private static final class Kept extends AppenderBase<ILoggingEvent> {

        private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            this.events.add(event);
        }

        Map<String, String> fields(String text) {
            return this.events.stream()
                .filter((event) -> event.getFormattedMessage().contains(text))
                .map(ILoggingEvent::getMDCPropertyMap)
                .findFirst()
                .orElse(Map.of());
        }

    }

}
