package io.tracebridge.web.page.group;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

import io.tracebridge.triage.GroupReports;
import io.tracebridge.web.page.PageNotFoundException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Reports of a group. What strangers sent leaves as a download, never as something that a
 * browser would run.
 */
@Controller
@RequestMapping("/projects/{project}/groups/{fingerprint}/reports")
class ReportPage {

    private final ShownGroups groups;

    private final GroupParts parts;

    private final GroupReports reports;

    private final RawReport raw;

    ReportPage(ShownGroups groups, GroupParts parts, GroupReports reports, RawReport raw) {
        this.groups = groups;
        this.parts = parts;
        this.reports = reports;
        this.raw = raw;
    }

    @GetMapping
    String more(@PathVariable String project, @PathVariable String fingerprint,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) String before, Model model) {
        var shown = this.groups.get(project, fingerprint);
        model.addAttribute("group", shown.head().group());
        this.parts.reports(shown, ShownGroups.number(before), model);
        return "group/reports :: rows";
    }

    @GetMapping("/{id}")
    String page(@PathVariable String project, @PathVariable String fingerprint, @PathVariable String id, Model model) {
        var shown = this.groups.get(project, fingerprint);
        var report = find(shown, id);
        model.addAttribute("group", shown.head().group());
        model.addAttribute("report", report);
        model.addAttribute("attributes", new TreeMap<>(report.attributes()));
        model.addAttribute("stack", Callstack.of(report, this.reports.threads(report)));
        return "group/report";
    }

    /** Indented, and cut where it would be too much for a page. */
    @GetMapping("/{id}/raw")
    String raw(@PathVariable String project, @PathVariable String fingerprint, @PathVariable String id, Model model) {
        model.addAttribute("raw", this.raw.of(find(this.groups.get(project, fingerprint), id).body()));
        return "group/report :: raw";
    }

    @GetMapping("/{id}/report.json")
    ResponseEntity<byte[]> download(@PathVariable String project, @PathVariable String fingerprint,
            @PathVariable String id) {
        var report = find(this.groups.get(project, fingerprint), id);
        return download("report-" + report.row().id() + ".json", MediaType.APPLICATION_JSON,
                report.body().getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/{id}/attachments/{attachment}")
    ResponseEntity<byte[]> attachment(@PathVariable String project, @PathVariable String fingerprint,
            @PathVariable String id, @PathVariable String attachment) {
        return this.reports
            .attachment(this.groups.get(project, fingerprint).id(), ShownGroups.number(id),
                    ShownGroups.number(attachment))
            .map((content) -> download(content.name(), MediaType.APPLICATION_OCTET_STREAM, content.bytes()))
            .orElseThrow(() -> new PageNotFoundException("Report " + id + " has no attachment " + attachment + "."));
    }

    private GroupReports.Whole find(ShownGroup shown, String id) {
        return this.reports.find(shown.id(), ShownGroups.number(id))
            .orElseThrow(() -> new PageNotFoundException("This group has no report " + id + "."));
    }

    private static ResponseEntity<byte[]> download(String name, MediaType type, byte[] content) {
        return ResponseEntity.ok()
            .contentType(type)
            .header(HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString())
            .body(content);
    }

}
