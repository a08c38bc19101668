package io.tracebridge.web.api;

import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.tracebridge.notify.Target;
import io.tracebridge.notify.TargetAdmin;
import io.tracebridge.notify.TargetSpec;
import io.tracebridge.notify.Targets;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Project;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * A project's mention targets: what the names mean that rules mention. Credentials go in
 * and never come back.
 */
@RestController
@RequestMapping("/api/v1/projects/{project}/targets")
class TargetController {

    private final Targets targets;

    private final TargetAdmin admin;

    private final ProjectLookup lookup;

    TargetController(Targets targets, TargetAdmin admin, ProjectLookup lookup) {
        this.targets = targets;
        this.admin = admin;
        this.lookup = lookup;
    }

    @GetMapping
    Items<TargetAnswer> list(@PathVariable String project) {
        return Items.of(this.targets.list(this.lookup.get(project).id()).stream().map(TargetAnswer::of).toList());
    }

    @GetMapping("/{name}")
    TargetAnswer get(@PathVariable String project, @PathVariable String name) {
        return TargetAnswer.of(find(this.lookup.get(project), name));
    }

    @PutMapping("/{name}")
    TargetAnswer save(@PathVariable String project, @PathVariable String name, @RequestBody TargetBody body) {
        if (body.name() != null && !body.name().equals(name)) {
            throw new InvalidInputException("name", "cannot be changed; it is \"" + name + "\" in the path");
        }
        return TargetAnswer.of(this.admin.save(this.lookup.get(project), body.spec(name)));
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String project, @PathVariable String name) {
        if (!this.targets.delete(this.lookup.get(project).id(), name)) {
            throw missing(name);
        }
    }

    @PostMapping("/{name}/test")
    TargetAdmin.TestResult test(@PathVariable String project, @PathVariable String name) {
        return this.admin.test(find(this.lookup.get(project), name));
    }

    private Target find(Project project, String name) {
        return this.targets.find(project.id(), name).orElseThrow(() -> missing(name));
    }

    private static NotFoundException missing(String name) {
        return new NotFoundException("There is no mention target \"" + name + "\" in this project.");
    }

    /**
     * What an answer has beyond this is ignored, so that an answer can be changed and
     * sent back.
     */
    @JsonIgnoreProperties({ "credentialSet", "switchedOff", "lastSuccessAt", "lastFailure" })
    record TargetBody(String name, String kind, Target.State state, Map<String, String> settings,
            Map<String, String> credential) {

        TargetSpec spec(String name) {
            return new TargetSpec(name, this.kind, this.state, this.settings, this.credential);
        }

        @Override
        public String toString() {
            return "TargetBody[" + this.name + ", " + this.kind + "]";
        }

    }

    /**
     * @param credentialSet names of the secrets that are stored
     * @param switchedOff why the program disabled it; absent otherwise
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TargetAnswer(String name, String kind, Target.State state, Map<String, String> settings,
            SortedSet<String> credentialSet, Target.SwitchedOff switchedOff, Instant lastSuccessAt,
            Target.Failure lastFailure) {

        static TargetAnswer of(Target target) {
            return new TargetAnswer(target.name(), target.kind(), target.state(), target.connection().settings(),
                    new TreeSet<>(target.connection().credential().keySet()), target.off().orElse(null),
                    target.lastSuccess().orElse(null), target.lastFailure().orElse(null));
        }

    }

}
