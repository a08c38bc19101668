package io.tracebridge.web.api;

import java.util.regex.Pattern;

import io.tracebridge.project.Attribute;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Projects;
import io.tracebridge.triage.AttributeUses;
import io.tracebridge.triage.SeenAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The attributes of a project: those that rules and fields may use, and candidates. */
@RestController
@RequestMapping("/api/v1/projects/{project}/attributes")
class AttributeController {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,127}");

    private static final int LONGEST_DESCRIPTION = 4_000;

    private final Projects projects;

    private final SeenAttributes seen;

    private final AttributeUses uses;

    private final ProjectLookup lookup;

    AttributeController(Projects projects, SeenAttributes seen, AttributeUses uses, ProjectLookup lookup) {
        this.projects = projects;
        this.seen = seen;
        this.uses = uses;
        this.lookup = lookup;
    }

    @GetMapping
    Items<AttributeAnswer> list(@PathVariable String project) {
        return Items
            .of(this.projects.attributes(this.lookup.get(project).id()).stream().map(AttributeAnswer::of).toList());
    }

    @GetMapping("/undefined")
    Items<SeenAnswer> undefined(@PathVariable String project) {
        return Items.of(this.seen.undefined(this.lookup.get(project).id()).stream().map(SeenAnswer::of).toList());
    }

    @PutMapping("/{name}")
    AttributeAnswer save(@PathVariable String project, @PathVariable String name, @RequestBody AttributeBody body) {
        var owner = this.lookup.get(project);
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInputException("name",
                    "must be 1 to 128 letters, digits, dots, hyphens or underscores, beginning with a letter or underscore");
        }
        if (body.description() != null && body.description().length() > LONGEST_DESCRIPTION) {
            throw new InvalidInputException("description", "must be at most " + LONGEST_DESCRIPTION + " characters");
        }
        return AttributeAnswer
            .of(this.projects.saveAttribute(owner.id(), new Attribute(name, type(body.type()), body.description())));
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String project, @PathVariable String name) {
        if (!this.uses.delete(this.lookup.get(project).id(), name)) {
            throw new NotFoundException("This project defines no attribute \"" + name + "\".");
        }
    }

    private static Attribute.Type type(String id) {
        try {
            return Attribute.Type.of(id);
        }
        catch (IllegalArgumentException ex) {
            throw new InvalidInputException("type", ex.getMessage());
        }
    }

    record AttributeBody(String type, String description) {
    }

    record AttributeAnswer(String name, String type, String description) {

        static AttributeAnswer of(Attribute attribute) {
            return new AttributeAnswer(attribute.name(), attribute.type().id(), attribute.description());
        }

    }

    /**
     * @param reports how many of the {@code sampled} latest reports carry it
     * @param type a suggestion
     * @param definable whether its name may be defined at all
     */
    record SeenAnswer(String name, long reports, long sampled, String example, String type, boolean definable) {

        static SeenAnswer of(SeenAttributes.Seen seen) {
            return new SeenAnswer(seen.name(), seen.reports(), seen.sampled(), seen.example(), seen.type().id(),
                    NAME.matcher(seen.name()).matches());
        }

    }

}
