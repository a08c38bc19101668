package io.tracebridge.web.api;

import java.security.Principal;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.security.ApiTokens;
import io.tracebridge.security.Users;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens with which a person's programs call the API in their name. */
@RestController
@RequestMapping("/api/v1/tokens")
class TokenController {

    private static final int LONGEST_NAME = 100;

    private final Users users;

    private final ApiTokens tokens;

    TokenController(Users users, ApiTokens tokens) {
        this.users = users;
        this.tokens = tokens;
    }

    /** The caller's own, newest first; never the tokens themselves. */
    @GetMapping
    Items<ApiTokens.ApiToken> list(Principal caller) {
        return Items.of(this.tokens.list(caller.getName()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Principal caller, @PathVariable long id) {
        if (!this.tokens.delete(caller.getName(), id)) {
            throw new NotFoundException("You have no token " + id + ".");
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Answer create(Principal caller, @RequestBody Body body) {
        if (body.name() == null || body.name().isBlank() || body.name().length() > LONGEST_NAME) {
            throw new InvalidInputException("name", "must be 1 to " + LONGEST_NAME + " characters");
        }
        return new Answer(body.name(), this.users.newToken(caller.getName(), body.name()));
    }

    record Body(String name) {
    }

    /**
     * @param token shown this once
     */
    record Answer(String name, String token) {
    }

}
