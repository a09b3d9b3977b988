package org.recoverykit.kit.mac;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.recoverykit.linux.lab.NetNs;

/** A place of the laboratory, looked at and tampered with from outside the kit: by the {@code ip} command. */
record Machine(NetNs place) {

    /** Runs something on a thread that lives there. */
    <T> T call(Callable<T> work) {
        return place.call(work);
    }

    /** The {@code ip} command, words parted by blanks; what it printed. */
    String ip(String words) {
        return command("ip " + words);
    }

    String command(String words) {
        return call(() -> run(List.of(words.split(" "))));
    }

    /** The hardware address that an interface has now. */
    String mac(String name) {
        String link = ip("-o link show dev " + name);
        int at = link.indexOf("link/ether ");
        return link.substring(at + 11, at + 28);
    }

    /** What a neighbour table says of an address, or that it says nothing. */
    String neighbour(String address) {
        String entry = ip("neigh show " + address);
        int at = entry.indexOf("lladdr ");
        return at < 0 ? "none" : entry.substring(at + 7, at + 24);
    }

    /** Every address of an interface as the kernel shows it, but for what time changes. */
    List<String> addresses(String name) {
        List<String> lines = new ArrayList<>();
        ip("-o addr show dev " + name)
                .lines()
                .filter(line -> !line.contains(" fe80:"))
                .map(line -> line.replaceAll("[0-9]+sec", "some sec")
                        .replaceAll("\\s+", " ")
                        .strip())
                .sorted()
                .forEach(lines::add);
        return lines;
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(5, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }
}
