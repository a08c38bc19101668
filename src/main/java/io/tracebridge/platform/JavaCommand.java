package io.tracebridge.platform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The beginning of the command line of a child that Java runs, the same on every
 * operating system.
 *
 * @param java the Java executable
 * @param feature its feature version, such as 21
 * @param heap greatest heap, in the words of {@code java -Xmx}
 */
record JavaCommand(Path java, int feature, String heap) {

    /** Runs a child in the Java that runs this program. */
    static JavaCommand ofThisMachine(String heap) {
        return new JavaCommand(Path.of(System.getProperty("java.home"), "bin", "java"), Runtime.version().feature(),
                heap);
    }

    /** Executable, options and system properties; class path and main class follow. */
    List<String> line(Map<String, ?> settings) {
        List<String> line = new ArrayList<>(List.of(this.java.toString(), "-Xmx" + this.heap,
                "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8", "--enable-native-access=ALL-UNNAMED"));
        if (this.feature >= 23) {
            line.add("--sun-misc-unsafe-memory-access=allow");
        }
        settings.forEach((name, value) -> line.add("-D" + name + "=" + value));
        return line;
    }

}
