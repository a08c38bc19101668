package io.tracebridge.web.page.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.tracebridge.triage.GroupChanges;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What became of each group, for the page that comes next.
 *
 * @param done what was done to which; empty if to none
 * @param refused which were left as they were, and why; empty if none
 */
record Outcome(String done, String refused) {

    /**
     * @param did such as {@code Resolved}
     * @param labels how people name the groups, by fingerprint
     */
    static Outcome of(String did, List<GroupChanges.Result> results, Map<String, String> labels) {
        var changed = new ArrayList<String>();
        var left = new ArrayList<String>();
        for (var result : results) {
            var label = labels.getOrDefault(result.fingerprint(), result.fingerprint());
            result.error().ifPresentOrElse((why) -> left.add(label + ": " + why), () -> changed.add(label));
        }
        return new Outcome(changed.isEmpty() ? "" : did + ": " + Words.list(changed) + ".",
                left.isEmpty() ? "" : "Left as they were: " + String.join("; ", left) + ".");
    }

    void tell(RedirectAttributes next) {
        if (!this.done.isEmpty()) {
            next.addFlashAttribute("notice", this.done);
        }
        if (!this.refused.isEmpty()) {
            next.addFlashAttribute("problem", this.refused);
        }
    }

}
