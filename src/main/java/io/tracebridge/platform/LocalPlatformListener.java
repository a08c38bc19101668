package io.tracebridge.platform;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts the local platform as soon as the configuration is known and logging works,
 * which is before any bean exists, and stops it after the last bean is gone.
 */
public final class LocalPlatformListener implements ApplicationListener<SpringApplicationEvent>, Ordered {

    static final String PROPERTY_SOURCE = "localPlatform";

    private LocalPlatform platform;

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 10;
    }

    @Override
    public void onApplicationEvent(SpringApplicationEvent event) {
        switch (event) {
            case ApplicationEnvironmentPreparedEvent prepared ->
                start(prepared.getSpringApplication(), prepared.getEnvironment());
            case ApplicationContextInitializedEvent initialized -> stopWith(initialized.getApplicationContext());
            case ApplicationReadyEvent ready -> startTheRest();
            case ApplicationFailedEvent failed -> stopAfterFailure(failed.getApplicationContext());
            default -> {
                // Nothing to do in the other phases.
            }
        }
    }

    private void start(SpringApplication application, ConfigurableEnvironment environment) {
        PlatformPlan plan = PlatformPlan.from(environment);
        if (plan.startsNothing()) {
            return;
        }
        LocalPlatform starting = new LocalPlatform(plan);
        this.platform = starting;
        requireServerPort(application, environment);
        // Runs after all contexts are closed: the last resort if no context came to be.
        SpringApplication.getShutdownHandlers().add(starting::close);
        environment.getPropertySources().addFirst(new MapPropertySource(PROPERTY_SOURCE, starting.start()));
    }

    /**
     * Says in a moment what the web server would say only after the children have
     * started.
     */
    private static void requireServerPort(SpringApplication application, ConfigurableEnvironment environment) {
        int port = environment.getProperty("server.port", Integer.class, 8080);
        if (application.getWebApplicationType() == WebApplicationType.SERVLET && port > 0 && !Ports.isFree(port)) {
            throw new PortInUseException(port);
        }
    }

    private void stopWith(ConfigurableApplicationContext context) {
        if (this.platform != null && context.getBeanFactory() instanceof DefaultListableBeanFactory beans) {
            // Beans are destroyed in the reverse order of their registration, and this is
            // the first.
            beans.registerDisposableBean(PROPERTY_SOURCE, this.platform::close);
        }
    }

    private void startTheRest() {
        if (this.platform != null) {
            this.platform.programReady();
        }
    }

    private void stopAfterFailure(ConfigurableApplicationContext context) {
        if (this.platform != null && (context == null || !context.isActive())) {
            this.platform.close();
        }
    }

}
