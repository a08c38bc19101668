package io.tracebridge.web.page.settings;

import java.security.Principal;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.People;
import io.tracebridge.security.ApiTokens;
import io.tracebridge.security.Users;
import io.tracebridge.web.page.PageNotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** One's own password and tokens. */
@Controller
@RequestMapping("/account")
class AccountPage {

    private static final String VIEW = "account/account";

    private static final int LONGEST_NAME = 100;

    private final People people;

    private final Users users;

    private final ApiTokens tokens;

    AccountPage(People people, Users users, ApiTokens tokens) {
        this.people = people;
        this.users = users;
        this.tokens = tokens;
    }

    @GetMapping
    String show(Principal user, Model model) {
        model.addAttribute("tokens", this.tokens.list(user.getName()));
        return VIEW;
    }

    /**
     * Answers the page itself and no redirect, since nothing else ever shows the token.
     */
    @PostMapping("/tokens")
    ModelAndView newToken(@RequestParam(defaultValue = "") String name, Principal user, Model model) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
            show(user, model);
            return Answers.refused(VIEW, model,
                    new InvalidInputException("name", "must be 1 to " + LONGEST_NAME + " characters"));
        }
        model.addAttribute("token", this.users.newToken(user.getName(), name.strip()));
        show(user, model);
        return new ModelAndView(VIEW, model.asMap());
    }

    @PostMapping("/tokens/{id}/delete")
    RedirectView deleteToken(@PathVariable long id, Principal user, RedirectAttributes flash) {
        if (!this.tokens.delete(user.getName(), id)) {
            throw new PageNotFoundException("You have no such token.");
        }
        flash.addFlashAttribute("notice", "The token is deleted; programs that use it are refused.");
        return Answers.page("account");
    }

    @PostMapping("/password")
    Object changePassword(@RequestParam(defaultValue = "") String old, @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again, HttpServletRequest request, Model model,
            RedirectAttributes flash) {
        var user = request.getUserPrincipal();
        try {
            if (!password.equals(again)) {
                throw new InvalidInputException("again", "is not the same as above: type the new password twice");
            }
            this.people.changeOwnPassword(user.getName(), old, password, request.getSession().getId());
        }
        catch (InvalidInputException ex) {
            show(user, model);
            return Answers.refused(VIEW, model, ex);
        }
        flash.addFlashAttribute("notice",
                "Your password is changed. Other browsers are signed out; tokens still work.");
        return Answers.page("account");
    }

}
