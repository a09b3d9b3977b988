package org.recoverykit.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks a protected address from the client without pause, does the damage at a known instant, and tells what was seen. */
final class Probe {
    private static final String INTERVAL_MICROS = "200";
    private static final String FAULT_AT_MILLIS = "50";
    private static final int LONGEST_MILLIS = 4_000;
    private static final String NO_PORT = "";

    private final Tools tools;

    Probe(Tools tools) {
        this.tools = tools;
    }

    /** The silence while a port of the switch is down. */
    Outage cut(String port, String address) throws IOException {
        return probe(address, "-F", Server.SWITCH + ":" + port).of(port);
    }

    /** The silence after a command. */
    Outage after(String command, String address) throws IOException {
        return probe(address, "-x", command);
    }

    private Outage probe(String address, String... damage) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                tools.c("vip-probe"),
                "-i",
                INTERVAL_MICROS,
                "-t",
                Integer.toString(LONGEST_MILLIS),
                "-a",
                FAULT_AT_MILLIS,
                "-r",
                "20"));
        command.addAll(Arrays.asList(damage));
        command.add(address);
        return outage(Commands.run(TestNetwork.fromClient(command)), "outage_ms");
    }

    /** From the cut until the last of many consecutive addresses answers. */
    Outage cutMany(String port, String first, int count) throws IOException {
        return outage(
                        Commands.run(TestNetwork.fromClient(List.of(
                                tools.c("vip-last"),
                                "-F",
                                Server.SWITCH + ":" + port,
                                "-t",
                                Integer.toString(LONGEST_MILLIS),
                                first,
                                Integer.toString(count)))),
                        "last_ms")
                .of(port);
    }

    private static Outage outage(String output, String value) {
        Map<String, String> found = new HashMap<>();
        for (String word : output.strip().split(" ", -1)) {
            String[] parts = word.split("=", 2);
            if (parts.length == 2) {
                found.put(parts[0], parts[1]);
            }
        }
        return new Outage(
                number(found, value, output),
                number(found, "fault_cmd_ms", output),
                "yes".equals(found.get("recovered")),
                NO_PORT);
    }

    private static double number(Map<String, String> found, String key, String output) {
        String text = found.get(key);
        if (text == null) {
            throw new IllegalStateException("the probe did not tell " + key + ": " + output.strip());
        }
        return Double.parseDouble(text);
    }

    /**
     * What the client saw.
     *
     * @param millis how long; a lower bound if it did not recover
     * @param faultMillis how long the damaging itself took
     * @param recovered whether the address answered again
     * @param port of the switch, whose cable was cut; empty if no cable was
     */
    record Outage(double millis, double faultMillis, boolean recovered, String port) {

        private Outage of(String cut) {
            return new Outage(millis, faultMillis, recovered, cut);
        }

        /** Whether the cable of that interface was cut. */
        boolean cutOf(int device) {
            return port.endsWith(Integer.toString(device));
        }
    }
}
