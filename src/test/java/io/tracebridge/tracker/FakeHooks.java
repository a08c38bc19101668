package io.tracebridge.tracker;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** The webhooks that a fake tracker holds, oldest first. */
public final class FakeHooks {

    private final List<Hook> hooks = new CopyOnWriteArrayList<>();

    private int lastId = 40;

    private boolean forbidden;

    public List<Hook> all() {
        return List.copyOf(this.hooks);
    }

    /** Somebody sets one up by hand. */
    public Hook add(String url) {
        return add(url, "", JsonNodeFactory.instance.objectNode());
    }

    /**
     * @param form as the call had it
     */
    public Hook add(String url, String secret, JsonNode form) {
        this.lastId++;
        this.hooks.add(new Hook(String.valueOf(this.lastId), url, secret, form));
        return this.hooks.getLast();
    }

    public Optional<Hook> find(String id) {
        return this.hooks.stream().filter((hook) -> hook.id().equals(id)).findFirst();
    }

    public Hook change(Hook old, String url, String secret, JsonNode form) {
        var changed = new Hook(old.id(), url, secret, form);
        this.hooks.set(this.hooks.indexOf(old), changed);
        return changed;
    }

    public void remove(String id) {
        this.hooks.removeIf((hook) -> hook.id().equals(id));
    }

    /** Takes from our account what it needs to manage webhooks. */
    public void forbid() {
        this.forbidden = true;
    }

    public boolean forbidden() {
        return this.forbidden;
    }

    /**
     * @param secret empty for none
     */
    public record Hook(String id, String url, String secret, JsonNode form) {
    }

}
