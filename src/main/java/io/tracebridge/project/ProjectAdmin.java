package io.tracebridge.project;

import java.util.Set;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Saves what an admin entered about a project, once it makes sense. */
@Service
public class ProjectAdmin {

    private static final Logger log = LoggerFactory.getLogger(ProjectAdmin.class);

    private static final Pattern PROJECT_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");

    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,127}");

    private static final int LONGEST_DESCRIPTION = 4_000;

    private static final int LONGEST_SCRUB_NAME = 256;

    private static final int MOST_SCRUB_NAMES = 200;

    private final Projects projects;

    ProjectAdmin(Projects projects) {
        this.projects = projects;
    }

    /**
     * Creates or changes; null leaves a part as it is.
     * @throws InvalidInputException naming the field, with nothing saved
     */
    public Project save(String name, String description, Set<String> scrub) {
        if (!PROJECT_NAME.matcher(name).matches()) {
            throw new InvalidInputException("project",
                    "must be 1 to 64 letters, digits or hyphens, beginning with a letter or digit");
        }
        description(description);
        if (scrub != null) {
            scrub(scrub);
        }
        return this.projects.save(name, description, scrub);
    }

    /**
     * The old submission token stops working at once; what is sent with it is refused.
     */
    public Project newSubmissionToken(Project project, String actor) {
        log.info("{} makes a new submission token for project {}", actor, project.name());
        return this.projects.newSubmissionToken(project.id());
    }

    /** Defines or changes an attribute. */
    public Attribute saveAttribute(Project project, String name, String type, String description) {
        if (!definable(name)) {
            throw new InvalidInputException("name",
                    "must be 1 to 128 letters, digits, dots, hyphens or underscores, beginning with a letter or underscore");
        }
        description(description);
        return this.projects.saveAttribute(project.id(), new Attribute(name, type(type), description));
    }

    /** Whether rules and fields could name it. */
    public static boolean definable(String attribute) {
        return ATTRIBUTE_NAME.matcher(attribute).matches();
    }

    private static Attribute.Type type(String id) {
        try {
            return Attribute.Type.of(id);
        }
        catch (IllegalArgumentException ex) {
            throw new InvalidInputException("type", ex.getMessage());
        }
    }

    private static void description(String text) {
        if (text != null && text.length() > LONGEST_DESCRIPTION) {
            throw new InvalidInputException("description", "must be at most " + LONGEST_DESCRIPTION + " characters");
        }
        if (text != null && text.indexOf('\0') >= 0) {
            throw new InvalidInputException("description", "must be text");
        }
    }

    private static void scrub(Set<String> names) {
        if (names.size() > MOST_SCRUB_NAMES) {
            throw new InvalidInputException("scrub", "may hold " + MOST_SCRUB_NAMES + " names at most");
        }
        for (var name : names) {
            if (name == null || name.isBlank() || name.length() > LONGEST_SCRUB_NAME || name.indexOf('\0') >= 0) {
                throw new InvalidInputException("scrub",
                        "holds names of 1 to " + LONGEST_SCRUB_NAME + " characters, such as \"password\"");
            }
        }
    }

}
