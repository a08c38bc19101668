package io.tracebridge.intake;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import io.tracebridge.logging.LogFields;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The HTTP edge that Backtrace SDKs speak to. A filter ahead of the application's own
 * security and controllers: a submission carries its own credential in its URL, some
 * clients post to {@code //post}, and a three-segment URL pattern among the controllers
 * would answer 405 for files and pages it has nothing to do with.
 */
final class IntakeFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(IntakeFilter.class);

    private final Projects projects;

    private final SubmissionReader reader;

    private final ReportIntake intake;

    private final AttachmentRows attachments;

    private final MemoryBudget memory;

    private final Answers answers;

    private final IntakeMeters meters;

    IntakeFilter(Projects projects, SubmissionReader reader, ReportIntake intake, AttachmentRows attachments,
            MemoryBudget memory, Answers answers, IntakeMeters meters) {
        this.projects = projects;
        this.reader = reader;
        this.intake = intake;
        this.attachments = attachments;
        this.memory = memory;
        this.answers = answers;
        this.meters = meters;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var route = Route.of(request.getRequestURI().substring(request.getContextPath().length()));
        if (route.isPresent() && "POST".equals(request.getMethod())) {
            submit(route.get(), request, response);
        }
        else if (route.isPresent() && isPreflight(request)) {
            this.answers.preflight(request, response);
        }
        else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return "OPTIONS".equals(request.getMethod()) && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    private void submit(Route route, HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            this.answers.ok(accept(Target.of(route, request.getQueryString()), request), response);
        }
        catch (Refusal refusal) {
            refuse(refusal, request, response);
        }
        catch (RuntimeException ex) {
            log.error("A submission failed", ex);
            refuse(Refusal.failed("the report could not be read or stored", ex), request, response);
        }
        finally {
            LogFields.remove(LogFields.PROJECT, LogFields.RXID);
        }
    }

    private void refuse(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        this.meters.refused(refusal.reason());
        this.answers.refused(refusal, request, response);
    }

    private Map<String, Object> accept(Target target, HttpServletRequest request) throws IOException {
        var project = this.projects.findByToken(target.token()).orElseThrow(Refusal::invalidToken);
        try (var share = this.memory.open()) {
            return target.late().isPresent() ? acceptLate(project, target.late().get(), request, share)
                    : acceptReport(project, target, request, share);
        }
        catch (RuntimeException ex) {
            LogFields.put(LogFields.PROJECT, project.name());
            throw ex;
        }
    }

    private Map<String, Object> acceptReport(Project project, Target target, HttpServletRequest request,
            MemoryBudget.Share share) throws IOException {
        var submission = this.reader.read(request.getInputStream(), request.getContentType(),
                request.getHeader("Content-Encoding"), share);
        var receipt = this.intake.accept(project, target, submission);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("response", "ok");
        answer.put("_rxid", receipt.rxid());
        if (target.sync()) {
            answer.put("object", Long.toHexString(receipt.id()));
            answer.put("fingerprint", receipt.fingerprint());
            answer.put("unique", receipt.unique());
        }
        return answer;
    }

    private Map<String, Object> acceptLate(Project project, Target.Late late, HttpServletRequest request,
            MemoryBudget.Share share) throws IOException {
        var content = this.reader.readAttachment(request.getInputStream(), request.getHeader("Content-Encoding"),
                share);
        var receipt = this.attachments.insertLate(project.id(), late, content);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("response", "ok");
        answer.put("_rxid", receipt.rxid());
        answer.put("attachment_name", receipt.name());
        answer.put("attachment_id", Long.toHexString(receipt.attachmentId()));
        answer.put("object", Long.toHexString(receipt.reportId()));
        return answer;
    }

}
