package io.tracebridge.web.page.triage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

import io.tracebridge.Middle;
import io.tracebridge.project.Projects;
import io.tracebridge.security.Users;
import io.tracebridge.web.page.PageApp;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The pages alone with a project of many groups, for bench/triage: on a PostgreSQL of its
 * own. Prints what the bench needs to know, then runs until it is stopped.
 */
final class ListServer {

    private ListServer() {
    }

    /**
     * @param args {@code --groups=100000}, and Spring properties in the same way
     */
    public static void main(String[] args) throws IOException {
        var groups = Arrays.stream(args)
            .filter((arg) -> arg.startsWith("--groups="))
            .mapToInt((arg) -> Integer.parseInt(arg.substring("--groups=".length())))
            .findFirst()
            .orElse(2_000);
        var postgres = EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(Path.of("target", "list-server").toFile())
            .start();
        var jdbc = postgres.getJdbcUrl("postgres", "postgres");
        var context = new SpringApplicationBuilder(PageApp.class)
            .properties(Middle.ENGINE, Middle.KEY, "spring.threads.virtual.enabled=true", "spring.main.banner-mode=off",
                    "spring.datasource.url=" + jdbc)
            .run(args);
        context.getBean(Users.class).saveAdmin("bench", "bench-password");
        var project = context.getBean(Projects.class).save("bench", null, Set.of());
        new ManyGroups(context.getBean(JdbcClient.class), project.id()).fill(groups);
        System.out.println("--list=http://localhost:" + context.getEnvironment().getProperty("local.server.port")
                + "/projects/bench --user=bench --password=bench-password   (" + jdbc + ")");
    }

}
