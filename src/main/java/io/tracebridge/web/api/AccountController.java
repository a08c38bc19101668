package io.tracebridge.web.api;

import java.security.Principal;

import io.tracebridge.project.People;
import io.tracebridge.security.Accounts;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people do with their own account. */
@RestController
@RequestMapping("/api/v1/account")
class AccountController {

    private final People people;

    private final Accounts accounts;

    AccountController(People people, Accounts accounts) {
        this.people = people;
        this.accounts = accounts;
    }

    @GetMapping
    Accounts.Account get(Principal caller) {
        return this.accounts.find(caller.getName())
            .orElseThrow(() -> new NotFoundException("Your account was deleted meanwhile."));
    }

    /** Signs out of the pages everywhere; tokens stay. */
    @PutMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(Principal caller, @RequestBody Change change) {
        this.people.changeOwnPassword(caller.getName(), change.old(), change.password(), null);
    }

    record Change(String old, String password) {

        @Override
        public String toString() {
            return "Change[***]";
        }

    }

}
