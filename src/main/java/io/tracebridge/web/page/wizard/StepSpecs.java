package io.tracebridge.web.page.wizard;

import java.util.HashSet;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.integration.Trackers;
import org.springframework.stereotype.Component;

/** What an integration becomes by what was typed in one step. */
@Component
class StepSpecs {

    private final Trackers trackers;

    private final StepModel steps;

    StepSpecs(Trackers trackers, StepModel steps) {
        this.trackers = trackers;
        this.steps = steps;
    }

    /**
     * @param errors what is typed so that nothing can be made of it; the rest is checked
     * when it is saved
     */
    IntegrationSpec of(Step step, Form form, Integration saved, Errors errors) {
        return switch (step) {
            case CONNECTION -> {
                var tracker = this.trackers.get(saved.tracker());
                yield new IntegrationSpec(saved.name(), saved.tracker(), saved.state(),
                        ConnectionForm.typed(tracker, form, false), ConnectionForm.typed(tracker, form, true),
                        saved.payload(), saved.sync(), saved.automation());
            }
            case PAYLOAD ->
                new IntegrationSpec(saved.name(), saved.tracker(), saved.state(), saved.connection().settings(), null,
                        PayloadForm.of(form, false).payload(errors), saved.sync(), saved.automation());
            case SYNC -> {
                var typed = SyncForm.of(form, false);
                yield new IntegrationSpec(saved.name(), saved.tracker(), saved.state(), saved.connection().settings(),
                        null, saved.payload(), typed.sync(errors), typed.automation(saved.automation(), errors));
            }
            case RULES -> new IntegrationSpec(saved.name(), saved.tracker(), saved.state(),
                    saved.connection().settings(), null, saved.payload(), saved.sync(),
                    saved.automation()
                        .with(RulesForm.of(form, false)
                            .rules(new HashSet<>(this.steps.defined(saved.projectId())), errors)));
            case SUMMARY -> with(saved, saved.state());
        };
    }

    static IntegrationSpec with(Integration saved, Integration.State state) {
        return new IntegrationSpec(saved.name(), saved.tracker(), state, saved.connection().settings(), null,
                saved.payload(), saved.sync(), saved.automation());
    }

}
