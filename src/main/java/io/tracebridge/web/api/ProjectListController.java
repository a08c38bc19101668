package io.tracebridge.web.api;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tracebridge.triage.ProjectOverview;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** All projects, and where somebody is needed. */
@RestController
@RequestMapping("/api/v1/projects")
class ProjectListController {

    private final ProjectOverview overview;

    ProjectListController(ProjectOverview overview) {
        this.overview = overview;
    }

    @GetMapping
    Items<Answer> list() {
        return Items.of(this.overview.list().stream().map(Answer::of).toList());
    }

    /**
     * @param lastReportAt absent before the first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(String name, String description, long openGroups, Instant lastReportAt) {

        static Answer of(ProjectOverview.Row row) {
            return new Answer(row.name(), row.description(), row.openGroups(), row.lastReportAt());
        }

    }

}
