package io.tracebridge.workflow;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** An environment whose variables are those that a test names, and no others. */
final class PlayedVariables extends StandardEnvironment {

    PlayedVariables(Stream<String> assignments) {
        Map<String, Object> variables = assignments.map((assignment) -> assignment.split("=", 2))
            .collect(Collectors.toMap((parts) -> parts[0], (parts) -> parts[1], (first, last) -> last));
        getPropertySources().replace(SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new SystemEnvironmentPropertySource(SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    }

}
