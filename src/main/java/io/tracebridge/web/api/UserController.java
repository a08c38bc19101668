package io.tracebridge.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tracebridge.project.People;
import io.tracebridge.security.Accounts;
import io.tracebridge.security.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who may sign in, with which role; for admins. */
@RestController
@RequestMapping("/api/v1/users")
class UserController {

    private final Accounts accounts;

    private final People people;

    UserController(Accounts accounts, People people) {
        this.accounts = accounts;
        this.people = people;
    }

    @GetMapping
    Items<Accounts.Account> list() {
        return Items.of(this.accounts.list());
    }

    @GetMapping("/{name}")
    Accounts.Account get(@PathVariable String name) {
        return this.accounts.find(name).orElseThrow(() -> missing(name));
    }

    /** Adds or changes; what is absent stays, or is made up for somebody new. */
    @PutMapping("/{name}")
    Saved save(@PathVariable String name, @RequestBody(required = false) Body body, Actor actor) {
        var given = (body != null) ? body : new Body(null, null);
        var generated = this.people.save(name, given.role(), given.password(), actor.id());
        return new Saved(name, get(name).role(), generated.orElse(null));
    }

    /** For somebody who forgot it; the answer has the new one. */
    @PostMapping("/{name}/password")
    Saved resetPassword(@PathVariable String name, Actor actor) {
        var generated = this.people.resetPassword(name, actor.id()).orElseThrow(() -> missing(name));
        return new Saved(name, get(name).role(), generated);
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String name, Actor actor) {
        if (!this.people.delete(name, actor.name())) {
            throw missing(name);
        }
    }

    private static NotFoundException missing(String name) {
        return new NotFoundException("There is no user " + name + ".");
    }

    /**
     * @param role {@code admin} or {@code triager}
     */
    record Body(String role, String password) {

        @Override
        public String toString() {
            return "Body[" + this.role + "]";
        }

    }

    /**
     * @param password the one that was made up, shown this once; absent if none was
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Saved(String name, String role, String password) {

        @Override
        public String toString() {
            return "Saved[" + this.name + ", " + this.role + "]";
        }

    }

}
