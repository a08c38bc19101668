package io.tracebridge.integration;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tracebridge.rules.Rule;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How the pure records of an integration read in JSON; they themselves know nothing of
 * Jackson.
 */
@Configuration(proxyBeanMethods = false)
class IntegrationJson {

    @Bean
    Jackson2ObjectMapperBuilderCustomizer ruleActionsInLowerCase() {
        return (builder) -> builder.mixIn(Rule.Action.class, ActionNames.class);
    }

    private enum ActionNames {

        @JsonProperty("submit")
        SUBMIT,

        @JsonProperty("filter")
        FILTER,

        @JsonProperty("mention")
        MENTION

    }

}
