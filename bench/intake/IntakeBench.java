import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How many reports a second are accepted, that is committed before they are answered. See
 * bench/README.md for how to run it and how to read what it prints.
 *
 * <p>Senders keep their connections and speak plain sockets, so that they take as little
 * as possible of the processors they share with what they measure. Half of the reports
 * are multipart as backtrace-java sends them (chunked, boundary *****), half plain JSON.
 */
public final class IntakeBench {

    private static final AtomicLong ACCEPTED = new AtomicLong();

    private static final AtomicLong REFUSED = new AtomicLong();

    private static final AtomicBoolean MEASURING = new AtomicBoolean();

    private static final AtomicBoolean STOPPED = new AtomicBoolean();

    private final String host;

    private final int port;

    private final String path;

    private final String[] constant;

    private IntakeBench(URI url, int groups, int size) {
        this.host = url.getHost();
        this.port = url.getPort();
        this.path = url.getRawPath();
        this.constant = IntStream.range(0, groups).mapToObj((group) -> constant(group, size)).toArray(String[]::new);
    }

    public static void main(String[] args) throws Exception {
        var options = options(args);
        var target = target(options);
        int senders = Integer.parseInt(options.getOrDefault("senders", "64"));
        int seconds = Integer.parseInt(options.getOrDefault("seconds", "30"));
        int warmup = Integer.parseInt(options.getOrDefault("warmup", "10"));
        var bench = new IntakeBench(target, Integer.parseInt(options.getOrDefault("groups", "200")),
                Integer.parseInt(options.getOrDefault("bytes", "10000")));
        long before = stored(options);
        var latencies = new Latencies[senders];
        var threads = new Thread[senders];
        for (int i = 0; i < senders; i++) {
            var own = latencies[i] = new Latencies();
            threads[i] = Thread.ofPlatform().start(() -> bench.send(own));
        }
        Thread.sleep(warmup * 1000L);
        long warm = ACCEPTED.get();
        MEASURING.set(true);
        long start = System.nanoTime();
        Thread.sleep(seconds * 1000L);
        MEASURING.set(false);
        double elapsed = (System.nanoTime() - start) / 1e9;
        long measured = ACCEPTED.get() - warm;
        STOPPED.set(true);
        for (var thread : threads) {
            thread.join();
        }
        var all = Arrays.stream(latencies).flatMapToLong(Latencies::values).sorted().toArray();
        System.out.printf(Locale.ROOT, "senders %d, groups %d, report %d bytes, %.1f s after %d s of warming up%n", senders,
                bench.constant.length, bench.report(0).length(), elapsed, warmup);
        System.out.printf(Locale.ROOT, "accepted and committed: %.0f reports/s (%d), refused: %d%n", measured / elapsed,
                measured, REFUSED.get());
        System.out.printf(Locale.ROOT, "latency: p50 %.1f ms, p99 %.1f ms, max %.1f ms%n", percentile(all, 50),
                percentile(all, 99), percentile(all, 100));
        long stored = stored(options) - before;
        if (before >= 0) {
            System.out.printf(Locale.ROOT, "counted in groups: %d of %d accepted%n", stored, ACCEPTED.get());
            if (stored != ACCEPTED.get()) {
                System.exit(1);
            }
        }
    }

    private void send(Latencies latencies) {
        try {
            while (!STOPPED.get()) {
                sendOverOneConnection(latencies);
            }
        }
        catch (IOException ex) {
            System.err.println("a sender gave up: " + ex);
        }
    }

    /** Until the server says that it closes the connection, as it does now and then. */
    private void sendOverOneConnection(Latencies latencies) throws IOException {
        try (var socket = new Socket(this.host, this.port)) {
            socket.setTcpNoDelay(true);
            var out = socket.getOutputStream();
            var in = new BufferedInputStream(socket.getInputStream());
            var random = ThreadLocalRandom.current();
            var open = true;
            while (open && !STOPPED.get()) {
                var report = report(random.nextInt(this.constant.length)).getBytes(StandardCharsets.UTF_8);
                long start = System.nanoTime();
                out.write(random.nextBoolean() ? multipart(report) : json(report));
                var answer = answer(in);
                open = answer.keepsOpen();
                (answer.status() == 200 ? ACCEPTED : REFUSED).incrementAndGet();
                if (MEASURING.get()) {
                    latencies.add(System.nanoTime() - start);
                }
            }
        }
    }

    private byte[] json(byte[] report) {
        return concat(head("Content-Type: application/json\r\nContent-Length: " + report.length), report);
    }

    private byte[] multipart(byte[] report) {
        var part = concat(ascii("--*****\r\nContent-Disposition: form-data; name=\"upload_file\";filename=\"upload_file\"\r\n\r\n"),
                report, ascii("\r\n--*****--\r\n"));
        return concat(head("Content-Type: multipart/form-data;boundary=*****\r\nTransfer-Encoding: chunked"),
                ascii(Integer.toHexString(part.length) + "\r\n"), part, ascii("\r\n0\r\n\r\n"));
    }

    private byte[] head(String headers) {
        return ascii("POST " + this.path + " HTTP/1.1\r\nHost: " + this.host + "\r\n" + headers + "\r\n\r\n");
    }

    /** Shaped like a report of backtrace-java, with a stack that makes the group. */
    private String report(int group) {
        var random = ThreadLocalRandom.current();
        return "{\"uuid\":\"" + new UUID(random.nextLong(), random.nextLong()) + "\",\"timestamp\":"
                + System.currentTimeMillis() / 1000 + ",\"attributes\":{\"version\":\"1.2." + random.nextInt(5)
                + "\",\"hostname\":\"node-" + random.nextInt(30) + "\",\"error.message\":\"total of order "
                + random.nextInt(1_000_000) + " is missing\",\"guid\":\"" + new UUID(1, random.nextInt(30)) + "\","
                + this.constant[group];
    }

    /** What all reports of a group have in common: most of it. */
    private static String constant(int group, int size) {
        var sources = IntStream.range(0, 30).mapToObj((n) -> new UUID(group, n).toString()).toList();
        var stack = IntStream.range(0, 30)
            .mapToObj((n) -> """
                    {"funcName":"com.acme.shop.checkout.OrderService%s.%s","line":%d,"sourceCode":"%s"}"""
                .formatted(word(group), (n % 8 == 7) ? "lambda$total$" + n : "calculateTotal" + word(n), 10 + n,
                        sources.get(n)))
            .collect(Collectors.joining(","));
        var files = IntStream.range(0, 30)
            .mapToObj((n) -> "\"%s\":{\"startLine\":%d,\"path\":\"OrderService%s.java\"}".formatted(sources.get(n), 10 + n, word(group)))
            .collect(Collectors.joining(","));
        var constant = """
                "application":"shop","environment":"production","buildType":"stable",\
                "classifier":"java.lang.IllegalStateException","uname.sysname":"Linux","cpu.count":"8"},\
                "lang":"java","langVersion":"21","agent":"backtrace-java","mainThread":"main",\
                "classifiers":["java.lang.IllegalStateException"],"threads":{"main":{"name":"main","fault":true,"stack":[%s]}},\
                "sourceCode":{%s},"annotations":{"Environment Variables":{"FILLER":\""""
            .formatted(stack, files);
        return constant + "x".repeat(Math.max(0, size - 250 - constant.length())) + "\"}}}";
    }

    /** A number in letters: names in real stacks seldom have digits. */
    private static String word(int number) {
        return String.valueOf(number).chars().mapToObj((digit) -> String.valueOf((char) ('A' + digit - '0'))).collect(Collectors.joining());
    }

    private static Answer answer(InputStream in) throws IOException {
        var first = line(in);
        int length = 0;
        var keepsOpen = true;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
            keepsOpen &= !header.equalsIgnoreCase("Connection: close");
        }
        in.skipNBytes(length);
        return new Answer(Integer.parseInt(first.substring(9, 12)), keepsOpen);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** The submission URL as given, or that of a project made for the purpose. */
    private static URI target(Map<String, String> options) throws Exception {
        if (options.containsKey("submit")) {
            return URI.create(options.get("submit"));
        }
        var answer = api(options, "PUT", "/api/v1/projects/" + project(options), "{}");
        var token = Pattern.compile("\"submissionToken\"\\s*:\\s*\"(\\w+)\"").matcher(answer);
        if (!token.find()) {
            throw new IllegalStateException("no submissionToken in the answer: " + answer);
        }
        return URI.create(server(options) + "/bench/" + token.group(1) + "/json");
    }

    /** What the groups of the project count together; -1 when nothing says where to ask. */
    private static long stored(Map<String, String> options) throws Exception {
        if (!options.containsKey("jdbc")) {
            return options.containsKey("submit") ? -1 : countedByApi(options);
        }
        try (var connection = DriverManager.getConnection(options.get("jdbc"));
                var statement = connection.createStatement();
                var result = statement.executeQuery("""
                        select (select coalesce(sum(report_count), 0) from error_group), (select count(*) from report)""")) {
            result.next();
            if (result.getLong(1) != result.getLong(2)) {
                throw new IllegalStateException("groups count " + result.getLong(1) + " reports, but there are "
                        + result.getLong(2));
            }
            return result.getLong(1);
        }
    }

    private static long countedByApi(Map<String, String> options) throws Exception {
        long sum = 0;
        var path = "/api/v1/projects/" + project(options) + "/groups?page=";
        for (var page = ""; page != null;) {
            var answer = api(options, "GET", path + page, "");
            sum += Pattern.compile("\"reports\":(\\d+)")
                .matcher(answer)
                .results()
                .mapToLong((match) -> Long.parseLong(match.group(1)))
                .sum();
            var next = Pattern.compile("\"nextPage\":\"([^\"]+)\"").matcher(answer);
            page = next.find() ? next.group(1) : null;
        }
        return sum;
    }

    private static String project(Map<String, String> options) {
        return options.getOrDefault("project", "bench");
    }

    private static String api(Map<String, String> options, String method, String path, String body) throws Exception {
        var login = "admin:" + options.getOrDefault("password", System.getenv().getOrDefault("TRACEBRIDGE_ADMIN_PASSWORD", ""));
        var request = HttpRequest.newBuilder(URI.create(server(options) + path))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
            .header("Content-Type", "application/json")
            .method(method, body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
            .build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(method + " " + path + " answered " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        }
    }

    private static String server(Map<String, String> options) {
        return options.getOrDefault("server", "http://localhost:8080");
    }

    private static Map<String, String> options(String[] args) {
        var options = new HashMap<String, String>();
        for (var arg : args) {
            var pair = arg.replaceFirst("^--", "").split("=", 2);
            if (pair.length != 2) {
                throw new IllegalArgumentException("options are --name=value, not " + arg);
            }
            options.put(pair[0], pair[1]);
        }
        return options;
    }

    private static double percentile(long[] sorted, int percent) {
        return (sorted.length == 0) ? Double.NaN : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] concat(byte[]... parts) {
        var whole = new ByteArrayOutputStream();
        for (var part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    private record Answer(int status, boolean keepsOpen) {
    }

    /** What one sender measured. */
    private static final class Latencies {

        private long[] nanos = new long[1024];

        private int count;

        void add(long value) {
            if (this.count == this.nanos.length) {
                this.nanos = Arrays.copyOf(this.nanos, this.count * 2);
            }
            this.nanos[this.count++] = value;
        }

        java.util.stream.LongStream values() {
            return Arrays.stream(this.nanos, 0, this.count);
        }

    }

}
