package io.tracebridge.platform;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ExporterTest {

    @TempDir
    private Path engine;

    @Test
    void keepsItsNameFromRunToRun() {
        String name = new Exporter(this.engine).renew();

        assertThat(new Exporter(this.engine).name()).contains(name);
    }

    @Test
    void getsAnotherNameAfterARunWithout() {
        Exporter exporter = new Exporter(this.engine);
        String name = exporter.renew();

        exporter.forget();

        assertThat(exporter.name()).isEmpty();
        assertThat(exporter.renew()).isNotEqualTo(name);
    }

}
