package io.tracebridge.web.api;

import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tracebridge.project.Project;
import io.tracebridge.project.ProjectAdmin;
import io.tracebridge.security.Actor;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Projects: one per application or product that sends errors. */
@RestController
@RequestMapping("/api/v1/projects/{project}")
class ProjectController {

    private final ProjectAdmin admin;

    private final ProjectLookup lookup;

    private final String url;

    ProjectController(ProjectAdmin admin, ProjectLookup lookup, @Value("${tracebridge.url}") String url) {
        this.admin = admin;
        this.lookup = lookup;
        this.url = url;
    }

    @PutMapping
    ProjectAnswer save(@PathVariable String project, @RequestBody(required = false) ProjectBody body) {
        var given = (body != null) ? body : new ProjectBody(null, null);
        return answer(this.admin.save(project, given.description(), given.scrub()), true);
    }

    /** The old token stops at once. */
    @PostMapping("/submission-token")
    ProjectAnswer newSubmissionToken(@PathVariable String project, Actor actor) {
        return answer(this.admin.newSubmissionToken(this.lookup.get(project), actor.id()), true);
    }

    @GetMapping
    ProjectAnswer get(@PathVariable String project, HttpServletRequest request) {
        return answer(this.lookup.get(project), request.isUserInRole("ADMIN"));
    }

    private ProjectAnswer answer(Project project, boolean admin) {
        return new ProjectAnswer(project.name(), project.description(), project.scrub(),
                admin ? project.submissionToken() : null, admin ? project.submissionUrl(this.url) : null);
    }

    /**
     * @param scrub names removed from every report before it is stored
     */
    record ProjectBody(String description, Set<String> scrub) {
    }

    /**
     * @param submissionToken for admins only, as is the address that holds it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ProjectAnswer(String name, String description, Set<String> scrub, String submissionToken,
            String submissionUrl) {
    }

}
