package io.tracebridge.web.api;

import java.util.Set;
import java.util.regex.Pattern;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Projects: one per application or product that sends errors. */
@RestController
@RequestMapping("/api/v1/projects/{project}")
class ProjectController {

    private static final Pattern PROJECT_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");

    private static final int LONGEST_DESCRIPTION = 4_000;

    private static final int LONGEST_SCRUB_NAME = 256;

    private static final int MOST_SCRUB_NAMES = 200;

    private final Projects projects;

    private final ProjectLookup lookup;

    private final String url;

    ProjectController(Projects projects, ProjectLookup lookup, @Value("${tracebridge.url}") String url) {
        this.projects = projects;
        this.lookup = lookup;
        this.url = url;
    }

    @PutMapping
    ProjectAnswer save(@PathVariable String project, @RequestBody(required = false) ProjectBody body) {
        if (!PROJECT_NAME.matcher(project).matches()) {
            throw new InvalidInputException("project",
                    "must be 1 to 64 letters, digits or hyphens, beginning with a letter or digit");
        }
        var given = (body != null) ? body : new ProjectBody(null, null);
        atMost("description", given.description(), LONGEST_DESCRIPTION);
        if (given.scrub() != null) {
            scrub(given.scrub());
        }
        return answer(this.projects.save(project, given.description(), given.scrub()));
    }

    @GetMapping
    ProjectAnswer get(@PathVariable String project) {
        return answer(this.lookup.get(project));
    }

    private static void scrub(Set<String> names) {
        if (names.size() > MOST_SCRUB_NAMES) {
            throw new InvalidInputException("scrub", "may hold " + MOST_SCRUB_NAMES + " names at most");
        }
        for (var name : names) {
            if (name == null || name.isBlank() || name.length() > LONGEST_SCRUB_NAME) {
                throw new InvalidInputException("scrub",
                        "holds names of 1 to " + LONGEST_SCRUB_NAME + " characters, such as \"password\"");
            }
        }
    }

    private static void atMost(String field, String text, int most) {
        if (text != null && text.length() > most) {
            throw new InvalidInputException(field, "must be at most " + most + " characters");
        }
    }

    private ProjectAnswer answer(Project project) {
        return new ProjectAnswer(project.name(), project.description(), project.scrub(), project.submissionToken(),
                project.submissionUrl(this.url));
    }

    /**
     * @param scrub names removed from every report before it is stored
     */
    record ProjectBody(String description, Set<String> scrub) {
    }

    record ProjectAnswer(String name, String description, Set<String> scrub, String submissionToken,
            String submissionUrl) {
    }

}
