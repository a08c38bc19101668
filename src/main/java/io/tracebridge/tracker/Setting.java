package io.tracebridge.tracker;

/**
 * One thing an admin fills in to connect a tracker.
 *
 * @param name key in {@code connection}, or in {@code credential} when secret
 * @param help one sentence: what to enter and where to find it
 * @param defaultValue used when absent; empty for none
 */
public record Setting(String name, String label, String help, Kind kind, boolean required, String defaultValue) {

    public enum Kind {

        TEXT, URL, SECRET

    }

    public boolean secret() {
        return this.kind == Kind.SECRET;
    }

    public static Setting url(String name, String label, String help) {
        return new Setting(name, label, help, Kind.URL, true, "");
    }

    public static Setting text(String name, String label, String help) {
        return new Setting(name, label, help, Kind.TEXT, true, "");
    }

    public static Setting optional(String name, String label, String help, String defaultValue) {
        return new Setting(name, label, help, Kind.TEXT, false, defaultValue);
    }

    public static Setting secret(String name, String label, String help) {
        return new Setting(name, label, help, Kind.SECRET, true, "");
    }

}
