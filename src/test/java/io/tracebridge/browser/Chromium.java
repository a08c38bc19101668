package io.tracebridge.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The browser of the tests: an installed Chromium or Chrome; else Debian's package, where
 * this user may install it; else Playwright's own download.
 */
final class Chromium implements ExtensionContext.Store.CloseableResource {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome",
            "google-chrome-stable", "chrome");

    private static final List<Path> PLACES = List.of(
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
            Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"),
            Path.of("C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"));

    /** A browser under test talks to nobody but the page. */
    private static final List<String> QUIET = List.of("--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage");

    private final Playwright playwright;

    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium launch() {
        var installed = installed().or(Chromium::fromDebian);
        var playwright = Playwright.create(new Playwright.CreateOptions()
            .setEnv(installed.isPresent() ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of()));
        try {
            var options = new BrowserType.LaunchOptions().setArgs(QUIET).setChromiumSandbox(!root());
            installed.ifPresent(options::setExecutablePath);
            return new Chromium(playwright, playwright.chromium().launch(options));
        }
        catch (PlaywrightException ex) {
            playwright.close();
            throw new IllegalStateException(
                    "No browser for the tests of the pages: install Chromium or Chrome, or leave "
                            + "these tests out with -DskipBrowser. Tried: "
                            + installed.map(Path::toString).orElse("Playwright's own download"),
                    ex);
        }
    }

    Browser browser() {
        return this.browser;
    }

    @Override
    public void close() {
        this.browser.close();
        this.playwright.close();
    }

    private static Optional<Path> installed() {
        var path = Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
            .flatMap((directory) -> NAMES.stream().map((name) -> Path.of(directory, name)));
        return Stream.concat(path, PLACES.stream()).filter(Files::isExecutable).findFirst();
    }

    private static Optional<Path> fromDebian() {
        if (!root() || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            return Optional.empty();
        }
        run("apt-get", "update");
        run("apt-get", "install", "-y", "--no-install-recommends", "chromium");
        return installed();
    }

    private static void run(String... command) {
        try {
            var builder = new ProcessBuilder(command).inheritIO();
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            var process = builder.start();
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        }
        catch (IOException ex) {
            // Then the next way is tried; the end names them all.
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

}
