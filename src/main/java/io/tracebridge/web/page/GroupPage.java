package io.tracebridge.web.page;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;

/** Where issues link back to. */
@Controller
class GroupPage {

    @GetMapping("/projects/{project}/groups/{fingerprint}")
    RedirectView group(@PathVariable String project, @PathVariable String fingerprint) {
        return new RedirectView(UriComponentsBuilder.fromPath("/api/v1/projects")
            .pathSegment(project, "groups", fingerprint)
            .encode()
            .toUriString());
    }

}
