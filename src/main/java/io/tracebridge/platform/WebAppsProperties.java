package io.tracebridge.platform;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * Those of the settings {@code tracebridge.platform.*} that are about Operate and
 * Tasklist. A port that is null is found by itself.
 *
 * @param webapps whether a local engine comes with Operate and Tasklist
 * @param webappsHeap their greatest heap, in the words of {@code java -Xmx}
 * @param opensearchHome OpenSearch's jars and what starts them; null: unknown
 * @param opensearchHeap its greatest heap
 */
record WebAppsProperties(@DefaultValue("false") boolean webapps, @DefaultValue("512m") String webappsHeap,
        String opensearchHome, @DefaultValue("512m") String opensearchHeap, Integer webappsPort,
        Integer webappsMonitoringPort, Integer opensearchPort) {

    static WebAppsProperties from(Environment environment) {
        WebAppsProperties bound = Binder.get(environment)
            .bindOrCreate(PlatformProperties.PREFIX, Bindable.of(WebAppsProperties.class));
        // The variable TRACEBRIDGE_OPENSEARCH_HOME arrives under a name of its own.
        String home = environment.getProperty("tracebridge.opensearch.home", bound.opensearchHome());
        return new WebAppsProperties(bound.webapps(), bound.webappsHeap(), home, bound.opensearchHeap(),
                bound.webappsPort(), bound.webappsMonitoringPort(), bound.opensearchPort());
    }

    PortSetting pages() {
        return PlatformProperties.port("local Operate and Tasklist", "webapps-port", 8081, this.webappsPort);
    }

    PortSetting monitoring() {
        return PlatformProperties.port("local Operate and Tasklist (monitoring)", "webapps-monitoring-port", 9601,
                this.webappsMonitoringPort);
    }

    PortSetting openSearch() {
        return PlatformProperties.port("local OpenSearch", "opensearch-port", 9200, this.opensearchPort);
    }

}
