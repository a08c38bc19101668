package io.tracebridge.triage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
        var uses = uses(projectId, List.of(name), defined).get(name);
        if (!uses.isEmpty()) {
            var named = String.join(", ", uses.subList(0, Math.min(MOST_NAMED, uses.size())));
            throw new InvalidInputException("name",
                    "is used by " + named + ((uses.size() > MOST_NAMED) ? ", …" : "") + "; change those first");
        }
        return this.projects.deleteAttribute(projectId, name);
    }

    /** Of every defined attribute, the places that use it. */
    public Map<String, List<String>> all(long projectId) {
        var defined = this.projects.attributes(projectId).stream().map(Attribute::name).toList();
        return uses(projectId, defined, Set.copyOf(defined));
    }

    private Map<String, List<String>> uses(long projectId, Collection<String> names, Set<String> defined) {
        var integrations = this.integrations.list(projectId);
        var conditions = conditions(projectId, names);
        return names.stream().collect(Collectors.toMap((name) -> name, (name) -> {
            var uses = new ArrayList<String>();
            integrations.forEach((integration) -> uses.addAll(uses(integration, name, defined)));
            uses.addAll(conditions.getOrDefault(name, List.of()));
            return uses;
        }));
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

    private Map<String, List<String>> conditions(long projectId, Collection<String> names) {
        return this.jdbc.sql("""
                select name, fingerprint from (
                  select n.name, g.fingerprint, row_number() over (partition by n.name order by g.id) as place
                  from error_group g, unnest(?::text[]) as n (name)
                  where g.project_id = ? and g.until is not null
                    and jsonb_path_exists(g.until, '$.**.field ? (@ == $name)', jsonb_build_object('name', n.name))
                ) used where place <= ? order by name, place""")
            .params(names.toArray(String[]::new), projectId, MOST_NAMED + 1)
            .query((row, n) -> Map.entry(row.getString("name"),
                    "the until condition of group " + row.getString("fingerprint")))
            .list()
            .stream()
            .collect(Collectors.groupingBy(Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

}
