package io.tracebridge.tracker;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.tracebridge.tracker.TrackerException.Rejected;

/**
 * The webhooks that a tracker holds. Trackers differ in the four calls; what to do with
 * them is the same everywhere, and happens here. Whoever repeats it after a lost answer
 * finds the webhook by its address, so it makes no twin.
 */
public interface RemoteWebhooks {

    /**
     * Ours and all others.
     * @throws Rejected with {@code FORBIDDEN}, naming the permission that is missing
     */
    List<Hook> list();

    /**
     * @return the new webhook's id; empty if the tracker does not tell
     */
    Optional<String> create(WebhookSetup setup);

    void change(String id, WebhookSetup setup);

    void delete(String id);

    /** As {@link TrackerClient#setUpWebhook}. */
    default WebhookRegistration setUp(WebhookSetup setup) {
        try {
            return keepOne(setup);
        }
        catch (Rejected ex) {
            throw new Rejected(ex.reason(), masked(ex.getMessage(), setup), ex.fields()
                .entrySet()
                .stream()
                .collect(Collectors.toMap((field) -> field.getKey(), (field) -> masked(field.getValue(), setup))));
        }
    }

    /** As {@link TrackerClient#removeWebhook}. */
    default void remove(String hookId) {
        if (list().stream().anyMatch((hook) -> hook.id().equals(hookId))) {
            delete(hookId);
        }
    }

    private WebhookRegistration keepOne(WebhookSetup setup) {
        var hooks = list();
        var former = setup.formerId().flatMap((id) -> find(hooks, (hook) -> hook.id().equals(id)));
        var there = find(hooks, (hook) -> hook.url().equals(setup.url())).or(() -> former);
        if (there.isEmpty()) {
            return new WebhookRegistration(create(setup).orElseGet(() -> created(setup)));
        }
        change(there.get().id(), setup);
        former.filter((hook) -> !hook.equals(there.get())).ifPresent((hook) -> delete(hook.id()));
        return new WebhookRegistration(there.get().id());
    }

    private String created(WebhookSetup setup) {
        return find(list(), (hook) -> hook.url().equals(setup.url())).map(Hook::id)
            .orElseThrow(() -> new TrackerException.NotTheTracker("It took the webhook but does not have it."));
    }

    private static Optional<Hook> find(List<Hook> hooks, Predicate<Hook> wanted) {
        return hooks.stream().filter(wanted).findFirst();
    }

    /** Trackers like to repeat the address that they do not take. */
    private static String masked(String text, WebhookSetup setup) {
        var masked = text.replace(setup.url(), "our address");
        return setup.secret().isEmpty() ? masked : masked.replace(setup.secret(), "***");
    }

    record Hook(String id, String url) {
    }

}
