package org.recoverykit.core.state;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A JVM that runs {@link StateChild}, and what it says. */
final class ChildProcess implements AutoCloseable {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Process process;
    private final BufferedReader said;
    private final List<String> lines = new ArrayList<>();

    private ChildProcess(Process process) {
        this.process = process;
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ChildProcess start(String... arguments) throws IOException {
        return new ChildProcess(
                new ProcessBuilder(command(arguments)).redirectErrorStream(true).start());
    }

    /** In a mount namespace of its own, after a shell command there. */
    static ChildProcess startAfter(String shell, String... arguments) throws IOException {
        List<String> command = MountNamespace.command(shell + "\nexec \"$@\"");
        command.add("sh");
        command.addAll(command(arguments));
        return new ChildProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                JAVA.toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                classPath(),
                StateChild.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Ours without the logging backend, whose start would take longer than all that a child does. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("logback"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Reads until a line begins so; empty if the process ends before. */
    Optional<String> await(String prefix) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            lines.add(line);
            if (line.startsWith(prefix)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /** SIGKILL; then everything that it had said before. */
    List<String> kill() throws IOException, InterruptedException {
        process.toHandle().destroyForcibly(); // Process.destroyForcibly would close what we still want to read
        await("no line begins so");
        process.waitFor(30, TimeUnit.SECONDS);
        return lines;
    }

    /** The highest number that it said was acknowledged. */
    int lastAcknowledged() {
        return lines.stream()
                .filter(line -> line.startsWith("ACK "))
                .mapToInt(line -> Integer.parseInt(line.substring(4)))
                .max()
                .orElse(0);
    }

    List<String> lines() {
        return lines;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
