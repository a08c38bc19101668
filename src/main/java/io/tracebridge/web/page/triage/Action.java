package io.tracebridge.web.page.triage;

import java.util.Arrays;
import java.util.Locale;

import io.tracebridge.web.page.PageNotFoundException;

/** What a triager does to groups; each has a form of its own. */
enum Action {

    ASSIGN("Assign"), TAG("Change tags"), RESOLVE("Resolve"), MUTE("Mute"), OPEN("Open again");

    private final String title;

    Action(String title) {
        this.title = title;
    }

    /** What its button says. */
    public String title() {
        return this.title;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it may end by itself. */
    public boolean lasts() {
        return this == RESOLVE || this == MUTE;
    }

    static Action of(String id) {
        return Arrays.stream(values())
            .filter((action) -> action.id().equals(id))
            .findFirst()
            .orElseThrow(
                    () -> new PageNotFoundException("There is no such action; the list of groups has all there are."));
    }

}
