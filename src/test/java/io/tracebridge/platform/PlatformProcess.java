package io.tracebridge.platform;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The local platform and nothing else, in a process of its own, so that a test can kill
 * it. Prints the database's URL and password and the engine's address once all is ready.
 */
final class PlatformProcess {

    static final String READY = "READY";

    private PlatformProcess() {
    }

    public static void main(String[] args) throws InterruptedException {
        Environment environment = application(Path.of(args[0])).run(args).getEnvironment();
        System.out.println(READY + " " + environment.getProperty("spring.datasource.url") + " "
                + environment.getProperty("spring.datasource.password") + " "
                + environment.getProperty("camunda.client.grpc-address"));
        new CountDownLatch(1).await();
    }

    /** The smallest application that has a local platform in the given data directory. */
    static SpringApplication application(Path data) {
        SpringApplication application = new SpringApplication(Nothing.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources()
            .addFirst(new MapPropertySource("test",
                    Map.of("tracebridge.platform.enabled", "true", "tracebridge.data", data.toString())));
        application.setEnvironment(environment);
        return application;
    }

    /** Deliberately without a stereotype, so that no scan finds it. */
    static class Nothing {

    }

}
