package io.tracebridge.web.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tracebridge.project.Attribute;
import io.tracebridge.project.ProjectAdmin;
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

    private final Projects projects;

    private final ProjectAdmin admin;

    private final SeenAttributes seen;

    private final AttributeUses uses;

    private final ProjectLookup lookup;

    AttributeController(Projects projects, ProjectAdmin admin, SeenAttributes seen, AttributeUses uses,
            ProjectLookup lookup) {
        this.projects = projects;
        this.admin = admin;
        this.seen = seen;
        this.uses = uses;
        this.lookup = lookup;
    }

    @GetMapping
    Items<AttributeAnswer> list(@PathVariable String project) {
        var id = this.lookup.get(project).id();
        var uses = this.uses.all(id);
        return Items.of(this.projects.attributes(id)
            .stream()
            .map((attribute) -> AttributeAnswer.of(attribute, uses.getOrDefault(attribute.name(), List.of())))
            .toList());
    }

    @GetMapping("/undefined")
    Items<SeenAnswer> undefined(@PathVariable String project) {
        return Items.of(this.seen.undefined(this.lookup.get(project).id()).stream().map(SeenAnswer::of).toList());
    }

    @PutMapping("/{name}")
    AttributeAnswer save(@PathVariable String project, @PathVariable String name, @RequestBody AttributeBody body) {
        var owner = this.lookup.get(project);
        return AttributeAnswer.of(this.admin.saveAttribute(owner, name, body.type(), body.description()), List.of());
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String project, @PathVariable String name) {
        if (!this.uses.delete(this.lookup.get(project).id(), name)) {
            throw new NotFoundException("This project defines no attribute \"" + name + "\".");
        }
    }

    record AttributeBody(String type, String description) {
    }

    /**
     * @param usedBy what would have to change before it could be deleted; told in lists
     */
    record AttributeAnswer(String name, String type, String description,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> usedBy) {

        static AttributeAnswer of(Attribute attribute, List<String> usedBy) {
            return new AttributeAnswer(attribute.name(), attribute.type().id(), attribute.description(), usedBy);
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
                    ProjectAdmin.definable(seen.name()));
        }

    }

}
