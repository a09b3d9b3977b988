package org.recoverykit.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What every figure needs.
 *
 * @param quick few rounds, for a look rather than a figure
 * @param programs the directory of the compiled C programs
 */
record Tools(boolean quick, Path programs) {

    /** A C program's path. */
    String c(String program) {
        return programs.resolve(program).toAbsolutePath().toString();
    }

    /** How many rounds to play. */
    int rounds(int full, int few) {
        return quick ? few : full;
    }

    /** How long to watch. */
    Duration span(int fullSeconds, int fewSeconds) {
        return Duration.ofSeconds(quick ? fewSeconds : fullSeconds);
    }

    /** A further JVM like this one, with the flags that docs/benchmarks.md names. */
    List<String> java(Class<?> main, String... arguments) {
        return java(List.of(), main, List.of(arguments));
    }

    /** The same with further flags. */
    List<String> java(List<String> flags, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-XX:-UsePerfData"));
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }

    /** Tells a waiting person what goes on. */
    void say(String line) {
        System.err.println(line);
    }
}
