package io.tracebridge.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

import io.tracebridge.project.Projects;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * The intake alone, for bench/intake: on a PostgreSQL of its own that writes to disk as a
 * real one does. Prints what the bench needs to know, then runs until it is stopped.
 */
final class IntakeServer {

    private IntakeServer() {
    }

    /**
     * @param args Spring properties as {@code --name=value}
     */
    public static void main(String[] args) throws IOException {
        var postgres = EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(Path.of("target", "intake-server").toFile())
            .start();
        var jdbc = postgres.getJdbcUrl("postgres", "postgres");
        var context = new SpringApplicationBuilder(IntakeApp.class).properties(IntakeApp.PROPERTIES)
            .properties("spring.datasource.url=" + jdbc)
            .run(args);
        var project = context.getBean(Projects.class).save("bench", null, Set.of());
        System.out.println("--submit=http://localhost:" + context.getEnvironment().getProperty("local.server.port")
                + "/bench/" + project.submissionToken() + "/json --jdbc=" + jdbc);
    }

}
