package io.tracebridge.web.page.wizard;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.tracebridge.tracker.Issue;
import io.tracebridge.web.page.wizard.SyncForm.Pair;

/**
 * Whose account at the tracker may be whose. Nobody is taken for anybody: an admin says
 * yes to each.
 */
final class Suggestions {

    private Suggestions() {
    }

    static List<Suggestion> of(List<String> users, List<Issue.Account> accounts, List<Pair> known) {
        var named = known.stream().map(Pair::name).collect(Collectors.toSet());
        var taken = known.stream().map(Pair::value).collect(Collectors.toSet());
        return users.stream()
            .filter((user) -> !named.contains(user))
            .flatMap((user) -> accounts.stream()
                .filter((account) -> !taken.contains(account.id()) && alike(user, account))
                .limit(1)
                .map((account) -> new Suggestion(user, account.id(), account.name())))
            .toList();
    }

    private static boolean alike(String user, Issue.Account account) {
        var plain = plain(user);
        return !plain.isEmpty() && (plain.equals(plain(account.id())) || plain.equals(plain(account.name()))
                || List.of(account.name().split("[\\s,()]+")).stream().anyMatch((word) -> plain.equals(plain(word))));
    }

    /** Of an e-mail address what is before the at sign. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("(?<=.)@.*", "").replaceAll("[^\\p{L}\\p{N}]", "");
    }

    record Suggestion(String user, String account, String accountName) {

        /** What the button sends. */
        public String value() {
            return this.user + "\t" + this.account;
        }

    }

}
