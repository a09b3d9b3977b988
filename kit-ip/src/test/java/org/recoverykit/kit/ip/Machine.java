package org.recoverykit.kit.ip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.recoverykit.linux.lab.Host;

/** A host of the laboratory, looked at and tampered with from outside the kit: by the {@code ip} command and /proc. */
record Machine(Host host) {

    /** Runs something on a thread that lives in the host. */
    <T> T call(Callable<T> work) {
        return host.place().call(work);
    }

    /** The {@code ip} command, words parted by blanks; what it printed. */
    String ip(String words) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words.split(" ")));
        return call(() -> run(command));
    }

    String sysctl(String key) {
        return call(() -> Files.readString(Path.of("/proc/sys/net/ipv4/conf/" + key)))
                .strip();
    }

    void sysctl(String key, int value) {
        call(() -> Files.writeString(Path.of("/proc/sys/net/ipv4/conf/" + key), Integer.toString(value)));
    }

    String read(String file) {
        return call(() -> Files.readString(Path.of(file))).strip();
    }

    void write(String file, String text) {
        call(() -> Files.writeString(Path.of(file), text));
    }

    static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(5, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }
}
