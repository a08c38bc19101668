import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How long a triager waits for the list, as the browser asks for it; one request at a time. See bench/README.md.
 *
 * <p>Options are --name=value; what has no such form is the query of an address to ask for, such as sort=reports.
 */
public final class ListBench {

    private ListBench() {
    }

    public static void main(String[] args) throws Exception {
        var list = option(args, "list", "http://localhost:8080/projects/bench");
        int rounds = Integer.parseInt(option(args, "rounds", "60"));
        int warmup = Integer.parseInt(option(args, "warmup", "200"));
        var queries = Arrays.stream(args).filter((arg) -> !arg.startsWith("--")).toList();
        try (var client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            signIn(client, URI.create(list), option(args, "user", "admin"), option(args, "password", "admin"));
            for (int n = 0; n < warmup; n++) {
                ask(client, list);
            }
            System.out.println("   min  median     p90     max ms, kB");
            for (var query : queries.isEmpty() ? List.of("") : queries) {
                var address = list + (query.isEmpty() ? "" : "?" + query);
                var times = new double[rounds];
                int size = 0;
                for (int n = 0; n < rounds; n++) {
                    long start = System.nanoTime();
                    size = ask(client, address);
                    times[n] = (System.nanoTime() - start) / 1e6;
                }
                Arrays.sort(times);
                System.out.printf(Locale.ROOT, "%6.1f  %6.1f  %6.1f  %6.1f  %d  %s%n", times[0], times[rounds / 2],
                        times[rounds * 9 / 10], times[rounds - 1], size / 1000, query.isEmpty() ? "(all)" : query);
            }
        }
    }

    private static int ask(HttpClient client, String address) throws Exception {
        var answer = client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(address + " answered " + answer.statusCode());
        }
        return answer.body().length;
    }

    private static void signIn(HttpClient client, URI list, String user, String password) throws Exception {
        var login = list.resolve("/login");
        var page = client.send(HttpRequest.newBuilder(login).build(), BodyHandlers.ofString()).body();
        var token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(page);
        if (!token.find()) {
            throw new IllegalStateException("no token in the page " + login);
        }
        var form = "username=" + encode(user) + "&password=" + encode(password) + "&_csrf=" + encode(token.group(1));
        var answer = client.send(HttpRequest.newBuilder(login)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(), BodyHandlers.discarding());
        if (answer.statusCode() / 100 != 3 || answer.headers().firstValue("Location").orElse("").contains("error")) {
            throw new IllegalStateException("cannot sign in as " + user);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String option(String[] args, String name, String otherwise) {
        return Arrays.stream(args)
            .filter((arg) -> arg.startsWith("--" + name + "="))
            .map((arg) -> arg.substring(name.length() + 3))
            .findFirst()
            .orElse(otherwise);
    }

}
