package io.tracebridge.tracker;

/**
 * One thing an admin fills in to connect a tracker.
 *
 * @param name key in {@code connection}, or in {@code credential} when secret
 * @param help one sentence: what to enter and where to find it
 * @param defaultValue used when absent; empty for none
 * @param offer which list of the {@link Catalog} its values are in
 * @param example a well-formed value, which stands in for the admin's own while the
 * tracker is asked what there is to choose from; empty where none is needed
 */
public record Setting(String name, String label, String help, Kind kind, boolean required, String defaultValue,
        Offer offer, String example) {

    public Setting(String name, String label, String help, Kind kind, boolean required, String defaultValue) {
        this(name, label, help, kind, required, defaultValue, Offer.NONE, "");
    }

    public enum Kind {

        TEXT, URL, SECRET

    }

    public enum Offer {

        NONE, PROJECTS, ISSUE_TYPES

    }

    /** The same, chosen from what the tracker has. */
    public Setting offering(Offer offer, String example) {
        return new Setting(this.name, this.label, this.help, this.kind, this.required, this.defaultValue, offer,
                example);
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
