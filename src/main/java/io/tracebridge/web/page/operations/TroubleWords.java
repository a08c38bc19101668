package io.tracebridge.web.page.operations;

import io.tracebridge.link.LinkBacklog.Trouble;

/**
 * How a kind of trouble reads.
 *
 * @param advice what to do about it
 * @param action what the button says; empty where trying again is not the way
 */
record TroubleWords(Trouble trouble, String title, String advice, String action) {

    static TroubleWords of(Trouble trouble) {
        return switch (trouble) {
            case NOT_CREATED -> new TroubleWords(trouble, "Issues that are not being created",
                    "Look for an incident in Operate first. If the process instance is gone, start it again here: "
                            + "no second issue can come of it.",
                    "Start again");
            case NOT_IN_STEP -> new TroubleWords(trouble, "Links that are not in step",
                    "A side changed more than ten minutes ago. An incident in Operate says what went wrong.",
                    "Synchronise now");
            case REQUEST_LATE -> new TroubleWords(trouble, "Requests that nobody works on",
                    "The details are there, or are being gathered, and nothing happens. Look for an incident in Operate; "
                            + "if the process instance is gone, start it again here.",
                    "Start again");
            case REJECTED -> new TroubleWords(trouble, "Issues that their tracker refused",
                    "Correct them on the group's page or in Tasklist. Start again when the task is gone, or the "
                            + "tracker takes now what it refused; a task that is still open goes.",
                    "Start again");
            case CONFLICT -> new TroubleWords(trouble, "Conflicts",
                    "Group and issue changed differently: decide on the group's page or in Tasklist.", "");
            case GONE -> new TroubleWords(trouble, "Issues that are gone",
                    "Link another issue, have a new one made, or unlink it, on the group's page.", "");
            case REQUEST -> new TroubleWords(trouble, "Requests that wait for details",
                    "Complete or cancel them on the group's page or in Tasklist.", "");
        };
    }

}
