package org.recoverykit.kit.generic;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Commands of a test's own, from outside of the kit. */
public final class Shell {
    private Shell() {}

    /** What a command printed; fails the test if it fails. */
    public static String run(String... command) {
        Result result = attempt(command);
        if (result.code() != 0) {
            throw new IllegalStateException(
                    String.join(" ", command) + " ended with " + result.code() + ": " + result.output());
        }
        return result.output();
    }

    /** How a command ended. */
    public static Result attempt(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + " hangs");
            }
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * How a command ended.
     *
     * @param code its exit code
     * @param output both streams
     */
    public record Result(int code, String output) {}
}
