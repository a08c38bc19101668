package io.tracebridge.web.page.wizard;

import java.util.List;

/** A step of the wizard, with its template. */
enum Step {

    CONNECTION("Connection"), PAYLOAD("Issue text"), SYNC("Creation and sync"), RULES("Rules"), SUMMARY("Summary");

    private final String title;

    Step(String title) {
        this.title = title;
    }

    public String title() {
        return this.title;
    }

    /** As it is in an address, from 1. */
    public int number() {
        return ordinal() + 1;
    }

    Step next() {
        return values()[Math.min(ordinal() + 1, values().length - 1)];
    }

    static Step of(int number) {
        return values()[Math.clamp(number, 1, values().length) - 1];
    }

    static List<Step> all() {
        return List.of(values());
    }

}
