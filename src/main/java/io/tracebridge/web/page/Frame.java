package io.tracebridge.web.page;

import java.security.Principal;
import java.util.List;

import io.tracebridge.project.Project;
import jakarta.servlet.http.HttpServletRequest;

/**
 * What stands around every page's content, as {@code frame} in its template.
 *
 * @param projects names, for the switch
 * @param project name of the one that is shown; null where none is
 * @param user null while nobody is signed in
 * @param admin whether to show what only admins may do
 */
public record Frame(List<String> projects, String project, String user, boolean admin) {

    static Frame of(HttpServletRequest request, List<Project> projects, String project) {
        Principal user = request.getUserPrincipal();
        return new Frame(projects.stream().map(Project::name).toList(), project, (user != null) ? user.getName() : null,
                request.isUserInRole("ADMIN"));
    }

}
