package org.recoverykit.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Measured values on their way out of another process: lines of {@code =name value value ...}, and of {@code # remark} for what
 * has to be said about them.
 */
final class Series {
    private static final String REMARK = "# ";

    private final Map<String, Samples> byName;
    private final List<String> remarks;

    private Series(Map<String, Samples> byName, List<String> remarks) {
        this.byName = byName;
        this.remarks = List.copyOf(remarks);
    }

    /** Writes one. */
    static void print(String name, double[] values) {
        System.out.println("=" + name + " "
                + Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(" ")));
    }

    /** Writes what has to be said about the values. */
    static void remark(String text) {
        System.out.println(REMARK + text);
    }

    /** Runs a command that writes some. */
    static Series of(List<String> command) throws java.io.IOException {
        Map<String, Samples> byName = new HashMap<>();
        List<String> remarks = new ArrayList<>();
        for (String line : Commands.run(command).lines().toList()) {
            if (line.startsWith("=")) {
                String[] words = line.substring(1).strip().split(" ", -1);
                byName.put(
                        words[0],
                        Samples.of(Arrays.stream(words)
                                .skip(1)
                                .mapToDouble(Double::parseDouble)
                                .toArray()));
            } else if (line.startsWith(REMARK)) {
                remarks.add(line.substring(REMARK.length()));
            }
        }
        return new Series(byName, remarks);
    }

    List<String> remarks() {
        return remarks;
    }

    Samples get(String name) {
        Samples samples = byName.get(name);
        if (samples == null) {
            throw new IllegalStateException("no values of " + name + " were written, only of " + byName.keySet());
        }
        return samples;
    }
}
