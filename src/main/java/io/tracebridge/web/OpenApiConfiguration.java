package io.tracebridge.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.tracebridge.security.Actor;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the API's description says of the API as a whole. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    @Bean
    OpenAPI openApi() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class);
        return new OpenAPI().info(new Info().title("Tracebridge")
            .description("Projects, attributes, integrations and groups. Errors are RFC 9457 problem documents whose "
                    + "errors name each field and what would be right.")
            .version("v1")
            .license(new License().name("Apache-2.0")))
            .schemaRequirement("password", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"))
            .schemaRequirement("token", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
            .addSecurityItem(new SecurityRequirement().addList("password"))
            .addSecurityItem(new SecurityRequirement().addList("token"));
    }

}
