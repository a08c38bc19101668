package io.tracebridge.workflow;

import java.util.Optional;

import io.micrometer.core.instrument.MeterRegistry;
import io.tracebridge.Middle;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * All that measures itself, with its schedules; of the engine only whether it answers.
 */
@Import({ Middle.class, Middle.RealTrackers.class })
@EnableScheduling
@ComponentScan(basePackages = { "io.tracebridge.intake", "io.tracebridge.web.hook" },
        excludeFilters = { @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Test|App|Slice|Neighbours).*") })
class Monitored {

    /** Empty while the engine answers. */
    volatile Optional<String> trouble = Optional.empty();

    @Bean
    EngineWatch engineHealthIndicator(MeterRegistry meters) {
        return new EngineWatch(() -> this.trouble, meters);
    }

}
