package io.tracebridge.integration;

import io.tracebridge.tracker.TrackerException;

/**
 * What an operator does about trouble with a tracker: the same words in incidents and
 * wherever an integration's trouble is shown.
 */
public final class Remedy {

    private Remedy() {
    }

    public static String of(TrackerException failure) {
        return switch (failure) {
            case TrackerException.Unavailable ex -> "Check that the tracker runs and can be reached from here.";
            case TrackerException.NotTheTracker ex ->
                "Check the integration's address, and whether a proxy or a login page stands before the tracker.";
            case TrackerException.Conflict ex ->
                "Something else keeps changing the issue at the same time; find out what.";
            case TrackerException.IssueGone ex -> "Link the group to another issue, or unlink it.";
            case TrackerException.Rejected ex -> "Correct the integration, or its account's rights in the tracker.";
            case TrackerException.CredentialRefused ex -> "Enter the integration's credential again.";
            case TrackerException.RateLimited ex -> "It goes on by itself.";
        };
    }

}
