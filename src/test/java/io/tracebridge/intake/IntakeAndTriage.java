package io.tracebridge.intake;

import io.tracebridge.link.DirtyLinks;
import io.tracebridge.triage.GroupMerge;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** The intake, and the groups that it fills. */
@Import({ IntakeApp.class, DirtyLinks.class })
@ComponentScan(basePackageClasses = GroupMerge.class, excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX,
        pattern = "io\\.tracebridge\\.triage\\.dryrun\\..*"))
class IntakeAndTriage {

}
