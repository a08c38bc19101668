package io.tracebridge.workflow;

import java.util.random.RandomGenerator;

import io.camunda.client.jobhandling.CommandExceptionHandlingStrategy;
import io.camunda.client.jobhandling.JobExceptionHandlingStrategy;
import io.camunda.client.metrics.MetricsRecorder;
import io.tracebridge.Tracebridge;
import io.tracebridge.link.WorkNames;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The program, but its dice always fall so that it does not wait between two tries of a
 * job: what fails six times becomes an incident within seconds, not twenty minutes.
 */
public final class HastyTracebridge {

    private static final RandomGenerator SHORTEST = () -> 0;

    private HastyTracebridge() {
    }

    public static void main(String[] args) {
        new SpringApplicationBuilder(Tracebridge.class).initializers((context) -> {
            var hasty = (GenericApplicationContext) context;
            hasty.registerBean("hastyFailures", JobExceptionHandlingStrategy.class, () -> failures(hasty),
                    (bean) -> bean.setPrimary(true));
        }).run(args);
    }

    private static JobExceptionHandlingStrategy failures(GenericApplicationContext context) {
        return new JobFailures(new FailurePolicy(SHORTEST), new JobNames(context.getBeanProvider(WorkNames.class)),
                context.getBean(HeldJobs.class), context.getBean(CommandExceptionHandlingStrategy.class),
                context.getBean(MetricsRecorder.class));
    }

}
