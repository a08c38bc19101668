package io.tracebridge.web.page;

import io.tracebridge.Middle;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/**
 * The pages with all that is below them: for {@code MockMvcTester}, or on a real port for
 * a browser; no engine, no intake.
 */
@Import({ Middle.class, Middle.RealTrackers.class })
@ComponentScan(basePackageClasses = PageModel.class,
        excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
public class PageApp {

}
