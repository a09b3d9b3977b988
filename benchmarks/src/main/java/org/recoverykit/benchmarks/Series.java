package org.recoverykit.benchmarks;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Measured values on their way out of another process: lines of {@code =name value value ...}. */
final class Series {
    private final Map<String, Samples> byName;

    private Series(Map<String, Samples> byName) {
        this.byName = byName;
    }

    /** Writes one. */
    static void print(String name, double[] values) {
        System.out.println("=" + name + " "
                + Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(" ")));
    }

    /** Runs a command that writes some. */
    static Series of(List<String> command) throws java.io.IOException {
        Map<String, Samples> byName = new HashMap<>();
        for (String line : Commands.run(command).lines().toList()) {
            if (line.startsWith("=")) {
                String[] words = line.substring(1).strip().split(" ", -1);
                byName.put(
                        words[0],
                        Samples.of(Arrays.stream(words)
                                .skip(1)
                                .mapToDouble(Double::parseDouble)
                                .toArray()));
            }
        }
        return new Series(byName);
    }

    Samples get(String name) {
        Samples samples = byName.get(name);
        if (samples == null) {
            throw new IllegalStateException("no values of " + name + " were written, only of " + byName.keySet());
        }
        return samples;
    }
}
