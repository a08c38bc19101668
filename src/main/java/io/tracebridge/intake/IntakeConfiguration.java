package io.tracebridge.intake;

import io.tracebridge.project.Projects;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeProperties.class)
class IntakeConfiguration {

    /** Ahead of Spring Security (-100), behind what measures requests. */
    private static final int ORDER = -110;

    @Bean
    FilterRegistrationBean<IntakeFilter> intakeFilter(Projects projects, ReportIntake intake,
            AttachmentRows attachments, Json json, IntakeProperties limits, IntakeMeters meters) {
        var memory = new MemoryBudget(limits.memoryBudget(), limits.retryAfter());
        meters.memory(memory);
        var filter = new FilterRegistrationBean<>(new IntakeFilter(projects, new SubmissionReader(limits), intake,
                attachments, memory, new Answers(json, limits), meters));
        filter.setOrder(ORDER);
        return filter;
    }

}
