package io.tracebridge.web.page.settings;

import java.util.List;

/**
 * How an SDK is told where to send; see docs/sending-reports.md.
 *
 * @param hint what goes wrong easily; null for nothing
 */
record Sdk(String id, String name, String packageName, String hint, String code) {

    /**
     * @param url this program's address, without a slash at the end
     * @param submission the project's whole submission address
     */
    static List<Sdk> all(String url, String submission, String token) {
        return List.of(
                new Sdk("java", "Java", "backtrace-java",
                        "Only texts become attributes; numbers are found again among " + "the annotations.", """
                                var client = new BacktraceClient(new BacktraceConfig("%s"));
                                client.setApplicationName("my-app");
                                client.setApplicationVersion("1.0.0");
                                client.send(new BacktraceReport(exception));""".formatted(submission)),
                new Sdk("node", "Node.js", "@backtrace/node", "Give the whole address and no token beside it.",
                        javascript(submission)),
                new Sdk("browser", "Browser", "@backtrace/browser", "Reports are accepted from pages of any origin.",
                        javascript(submission)),
                new Sdk("python", "Python", "backtracepython", null, """
                        backtrace.initialize(endpoint="%s", token="%s")
                        backtrace.send_last_exception(attributes={"application": "my-app"})""".formatted(url, token)),
                new Sdk("csharp", "C#", "Backtrace", "The address ends with a slash.", """
                        var client = new BacktraceClient(new BacktraceCredentials("%s/", "%s"));
                        client.Send(new BacktraceReport(exception));""".formatted(url, token)),
                new Sdk("go", "Go", "backtrace-go", null, """
                        bt.Options.Endpoint = "%s"
                        bt.Options.Token = "%s\"""".formatted(url, token)));
    }

    static String curl(String submission) {
        return """
                curl -H 'Content-Type: application/json' '%s' -d '{
                  "classifiers": ["FirstError"], "mainThread": "main",
                  "threads": {"main": {"fault": true, "stack": [{"funcName": "com.acme.Shop.total", "line": 42}]}},
                  "attributes": {"application": "my-app", "version": "1.0.0", "error.message": "total is missing"}}'"""
            .formatted(submission);
    }

    private static String javascript(String submission) {
        return """
                const client = BacktraceClient.initialize({
                  url: '%s',
                  userAttributes: { application: 'my-app', 'application.version': '1.0.0' },
                });
                await client.send(error);""".formatted(submission);
    }

}
