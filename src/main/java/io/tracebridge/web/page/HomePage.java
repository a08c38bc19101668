package io.tracebridge.web.page;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.util.UriComponentsBuilder;

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
        return "redirect:" + ((all.size() == 1)
                ? UriComponentsBuilder.fromPath("/projects").pathSegment(all.getFirst().name()).encode().toUriString()
                : "/projects");
    }

    @GetMapping("/login")
    String login() {
        return "login";
    }

}
