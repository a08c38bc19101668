package io.tracebridge.web.page.settings;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.People;
import io.tracebridge.security.Accounts;
import io.tracebridge.security.Actor;
import io.tracebridge.web.page.PageNotFoundException;
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

/** Who may sign in, with which role; for admins. */
@Controller
@RequestMapping("/account/users")
class UsersPage {

    private static final String VIEW = "account/users";

    private final Accounts accounts;

    private final People people;

    UsersPage(Accounts accounts, People people) {
        this.accounts = accounts;
        this.people = people;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("people", this.accounts.list());
        return VIEW;
    }

    @PostMapping
    Object add(@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "triager") String role,
            @RequestParam(defaultValue = "") String password, Actor actor, Model model, RedirectAttributes flash) {
        try {
            if (this.accounts.find(name.strip()).isPresent()) {
                throw new InvalidInputException("name", "is taken by another user");
            }
            var generated = this.people.save(name.strip(), role, password.isEmpty() ? null : password, actor.id());
            if (generated.isPresent()) {
                return withPassword(name.strip(), generated.get(), model);
            }
        }
        catch (InvalidInputException ex) {
            model.addAttribute("name", name);
            model.addAttribute("role", role);
            list(model);
            return Answers.refused(VIEW, model, ex);
        }
        flash.addFlashAttribute("notice", name.strip() + " can sign in now.");
        return Answers.page("account", "users");
    }

    @PostMapping("/{name}/role")
    RedirectView role(@PathVariable String name, @RequestParam String role, Actor actor, RedirectAttributes flash) {
        find(name);
        return told(flash, name, name + " is " + role + " now, from the next signing in.",
                () -> this.people.save(name, role, null, actor.id()));
    }

    @PostMapping("/{name}/password")
    ModelAndView resetPassword(@PathVariable String name, Actor actor, Model model) {
        var password = this.people.resetPassword(name, actor.id()).orElseThrow(() -> missing(name));
        return withPassword(name, password, model);
    }

    @PostMapping("/{name}/delete")
    RedirectView delete(@PathVariable String name, Actor actor, RedirectAttributes flash) {
        find(name);
        return told(flash, name, name + " is deleted.", () -> this.people.delete(name, actor.name()));
    }

    /** The page itself and no redirect, since nothing else ever shows the password. */
    private ModelAndView withPassword(String name, String password, Model model) {
        model.addAttribute("whose", name);
        model.addAttribute("password", password);
        list(model);
        return new ModelAndView(VIEW, model.asMap());
    }

    private RedirectView told(RedirectAttributes flash, String name, String done, Runnable change) {
        try {
            change.run();
            flash.addFlashAttribute("notice", done);
        }
        catch (InvalidInputException ex) {
            flash.addFlashAttribute("problem", name + " " + ex.getMessage() + ".");
        }
        return Answers.page("account", "users");
    }

    private Accounts.Account find(String name) {
        return this.accounts.find(name).orElseThrow(() -> missing(name));
    }

    private static PageNotFoundException missing(String name) {
        return new PageNotFoundException("There is no user " + name + ".");
    }

}
