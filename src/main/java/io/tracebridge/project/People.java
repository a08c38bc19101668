package io.tracebridge.project;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.tracebridge.security.Accounts;
import io.tracebridge.security.Users;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who may sign in, with which role. People are the program's, not a project's. Whoever
 * loses a role, a password or the account is signed out at once; there is always an
 * admin.
 */
@Service
public class People {

    private static final Logger log = LoggerFactory.getLogger(People.class);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    private static final Set<String> ROLES = Set.of("admin", "triager");

    private static final int SHORTEST_PASSWORD = 10;

    /** Bytes; the hash takes no more into account. */
    private static final int LONGEST_PASSWORD = 72;

    private final Accounts accounts;

    private final Users users;

    People(Accounts accounts, Users users) {
        this.accounts = accounts;
        this.users = users;
    }

    /**
     * Adds a person, or changes what is given of one.
     * @param role null for triager, or for the role that is there
     * @param password null for a generated one, or for the password that is there
     * @return the password that was generated, to be shown once; empty if none was
     */
    @Transactional
    public Optional<String> save(String name, String role, String password, String actor) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new InvalidInputException("name",
                    "must be 1 to 64 letters, digits, dots, hyphens, underscores or @, beginning with a letter or digit");
        }
        if (role != null && !ROLES.contains(role)) {
            throw new InvalidInputException("role", "must be admin or triager");
        }
        if (password != null) {
            checkPassword("password", password);
        }
        if (this.accounts.find(name).isPresent()) {
            change(name, role, password, actor);
            return Optional.empty();
        }
        var first = (password != null) ? password : this.users.randomPassword();
        if (!this.accounts.create(name, (role != null) ? role : "triager", first)) {
            throw new InvalidInputException("name", "was taken by somebody else at the same moment");
        }
        log.info("{} adds the user {} as {}", actor, name, (role != null) ? role : "triager");
        return Optional.of(first).filter((generated) -> password == null);
    }

    /**
     * A new password for somebody who forgot theirs.
     * @return it, to be shown once; empty if there is no such person
     */
    @Transactional
    public Optional<String> resetPassword(String name, String actor) {
        var password = this.users.randomPassword();
        if (!this.accounts.changePassword(name, password)) {
            return Optional.empty();
        }
        this.accounts.endSessions(name, null);
        log.info("{} resets the password of {}", actor, name);
        return Optional.of(password);
    }

    /**
     * One's own password.
     * @param session id of the one in which it is changed, which stays; null for none
     */
    @Transactional
    public void changeOwnPassword(String name, String old, String password, String session) {
        if (old == null || !this.accounts.passwordIs(name, old)) {
            throw new InvalidInputException("old", "is not your password");
        }
        checkPassword("password", password);
        this.accounts.changePassword(name, password);
        this.accounts.endSessions(name, session);
        log.info("{} changes the own password", name);
    }

    /**
     * @param self who asks
     * @return whether there was such a person
     */
    @Transactional
    public boolean delete(String name, String self) {
        if (name.equals(self)) {
            throw new InvalidInputException("name", "is yourself: ask another admin to delete you");
        }
        keepAnAdmin(name);
        this.accounts.endSessions(name, null);
        var deleted = this.accounts.delete(name);
        if (deleted) {
            log.info("{} deletes the user {}", self, name);
        }
        return deleted;
    }

    private void change(String name, String role, String password, String actor) {
        if (role != null && !role.equals(this.accounts.find(name).orElseThrow().role())) {
            if (!role.equals("admin")) {
                keepAnAdmin(name);
            }
            this.accounts.changeRole(name, role);
            this.accounts.endSessions(name, null);
            log.info("{} makes {} {}", actor, name, role);
        }
        if (password != null) {
            this.accounts.changePassword(name, password);
            this.accounts.endSessions(name, null);
            log.info("{} sets the password of {}", actor, name);
        }
    }

    private void keepAnAdmin(String name) {
        var admins = this.accounts.lockAdmins();
        if (admins.size() == 1 && admins.contains(name)) {
            throw new InvalidInputException("name", "is the last admin: make somebody else admin first");
        }
    }

    private static void checkPassword(String field, String password) {
        if (password == null || password.length() < SHORTEST_PASSWORD
                || password.getBytes(StandardCharsets.UTF_8).length > LONGEST_PASSWORD) {
            throw new InvalidInputException(field,
                    "must be " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters");
        }
    }

}
