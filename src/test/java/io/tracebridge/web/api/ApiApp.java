package io.tracebridge.web.api;

import io.tracebridge.Middle;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** The API with all that is below it, for {@code MockMvcTester}; no engine, no intake. */
@Import({ Middle.class, Middle.RealTrackers.class })
@ComponentScan(basePackageClasses = Problems.class,
        excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
class ApiApp {

}
