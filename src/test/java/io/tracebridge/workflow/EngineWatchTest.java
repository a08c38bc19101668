package io.tracebridge.workflow;

import java.util.Optional;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What the log says of an engine that comes and goes. */
@ExtendWith(OutputCaptureExtension.class)
class EngineWatchTest {

    private Optional<String> trouble = Optional.empty();

    private final EngineWatch watch = new EngineWatch(() -> this.trouble, new SimpleMeterRegistry());

    @Test
    void anEngineThatIsWellIsNotTalkedOf(CapturedOutput log) {
        look(3);

        assertThat(log.getOut()).doesNotContain("The engine");
    }

    @Test
    void oneLineSaysThatTheEngineIsAwayAndOneThatItIsBack(CapturedOutput log) {
        look(1);
        this.trouble = Optional.of("UNAVAILABLE: io exception");
        look(3);
        assertThat(log.getOut()).containsOnlyOnce("The engine does not answer.")
            .containsOnlyOnce("UNAVAILABLE: io exception")
            .doesNotContain("again");

        this.trouble = Optional.empty();
        look(3);
        assertThat(log.getOut()).containsOnlyOnce("The engine answers again.");
    }

    @Test
    void anEngineThatIsAwayFromTheStartIsTalkedOf(CapturedOutput log) {
        this.trouble = Optional.of("UNAVAILABLE: io exception");
        look(2);

        assertThat(log.getOut()).containsOnlyOnce("The engine does not answer.");
    }

    private void look(int times) {
        for (var i = 0; i < times; i++) {
            this.watch.look();
        }
    }

}
