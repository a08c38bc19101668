package io.tracebridge.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.issue.FieldTemplate;
import io.tracebridge.project.Attribute;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Projects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes attributes back that nothing depends on. */
@Service
public class AttributeUses {

    /** More would not help whoever has to change them. */
    private static final int MOST_NAMED = 10;

    private final JdbcClient jdbc;

    private final Projects projects;

    private final Integrations integrations;

    AttributeUses(JdbcClient jdbc, Projects projects, Integrations integrations) {
        this.jdbc = jdbc;
        this.projects = projects;
        this.integrations = integrations;
    }

    /**
     * @return whether there was such an attribute
     * @throws InvalidInputException naming every place that uses it
     */
    @Transactional
    public boolean delete(long projectId, String name) {
        var defined = this.projects.attributes(projectId).stream().map(Attribute::name).collect(Collectors.toSet());
        if (!defined.contains(name)) {
            return false;
        }
        var uses = new ArrayList<String>();
        this.integrations.list(projectId).forEach((integration) -> uses.addAll(uses(integration, name, defined)));
        uses.addAll(conditions(projectId, name));
        if (!uses.isEmpty()) {
            var named = String.join(", ", uses.subList(0, Math.min(MOST_NAMED, uses.size())));
            throw new InvalidInputException("name",
                    "is used by " + named + ((uses.size() > MOST_NAMED) ? ", …" : "") + "; change those first");
        }
        return this.projects.deleteAttribute(projectId, name);
    }

    private static List<String> uses(Integration integration, String name, Set<String> defined) {
        var uses = new ArrayList<String>();
        var place = " of integration \"" + integration.name() + "\"";
        var rules = integration.automation().rules();
        for (int i = 0; i < rules.size(); i++) {
            if (name.equals(rules.get(i).attribute())) {
                uses.add("automation.rules[" + i + "]" + place);
            }
        }
        integration.payload().customFields().forEach((field, text) -> {
            if (new FieldTemplate(text).attributesUsed(defined).contains(name)) {
                uses.add("payload.customFields." + field + place);
            }
        });
        if (integration.payload().display().attributes().contains(name)) {
            uses.add("payload.display.attributes" + place);
        }
        var until = integration.sync().resolvedUntil();
        if (until != null && (name.equals(until.attribute())
                || until.rows().stream().anyMatch((row) -> name.equals(row.attribute())))) {
            uses.add("sync.resolvedUntil" + place);
        }
        return uses;
    }

    private List<String> conditions(long projectId, String name) {
        return this.jdbc.sql("""
                select fingerprint from error_group where project_id = ? and until is not null
                  and jsonb_path_exists(until, '$.**.field ? (@ == $name)', jsonb_build_object('name', ?::text))
                order by id limit ?""")
            .params(projectId, name, MOST_NAMED + 1)
            .query(String.class)
            .list()
            .stream()
            .map((fingerprint) -> "the until condition of group " + fingerprint)
            .toList();
    }

}
