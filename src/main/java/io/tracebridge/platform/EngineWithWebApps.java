package io.tracebridge.platform;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The engine with Operate and Tasklist, which see what it does through OpenSearch. Each
 * needs the one before, so they start one after the other and stop the other way round.
 */
final class EngineWithWebApps implements LocalChild {

    private final LocalOpenSearch openSearch;

    private final LocalEngine engine;

    private final LocalWebApps webApps;

    EngineWithWebApps(LocalOpenSearch openSearch, LocalEngine engine, LocalWebApps webApps) {
        this.openSearch = openSearch;
        this.engine = engine;
        this.webApps = webApps;
    }

    @Override
    public Map<String, Object> start() throws InterruptedException {
        this.webApps.stopLeftBehind();
        this.engine.stopLeftBehind();
        this.openSearch.stopLeftBehind();
        String exporter = exporter();
        Map<String, Object> properties = new LinkedHashMap<>(this.openSearch.start());
        properties.putAll(this.engine.start(this.openSearch.url(), exporter));
        properties.putAll(this.webApps.prepare(this.openSearch.url(), this.engine.chosen()));
        return properties;
    }

    private String exporter() {
        if (this.openSearch.hasData()) {
            return this.engine.exporter().name().orElseGet(this::renewed);
        }
        return renewed();
    }

    private String renewed() {
        this.openSearch.discardData();
        return this.engine.exporter().renew();
    }

    @Override
    public void programReady() {
        this.webApps.start();
    }

    @Override
    public void stop() {
        this.webApps.stop();
        this.engine.stop();
        this.openSearch.stop();
    }

}
