package io.tracebridge.web.page;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The way in. */
@Controller
class HomePage {

    private final PageProjects projects;

    HomePage(PageProjects projects) {
        this.projects = projects;
    }

    /** Who has one project only goes straight to it. */
    @GetMapping("/")
    String home() {
        var all = this.projects.all();
        return "redirect:" + ((all.size() == 1) ? PageAddress.project(all.getFirst().name()) : "/projects");
    }

    @GetMapping("/login")
    String login() {
        return "login";
    }

}
