package org.recoverykit.kit.mac.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.recoverykit.linux.lab.NetNs;
import org.recoverykit.testkit.Eventually;

/** From outside: a process with an engine in it, in a host's namespace. Given orders one at a time, and killed at last. */
final class Victim implements AutoCloseable {
    /** What it says, one word at the beginning of a line each. */
    static final String AT = "@AT";

    static final String STEP = "@STEP ";
    static final String DONE = "@DONE ";
    static final String FAILED = "@FAILED ";
    private static final String ENDED = "@ENDED";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Process process;
    private final Writer orders;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> steps = new ArrayList<>();
    private final Set<String> confirmed = new HashSet<>();
    private String lastOrder = "";
    private final Thread reader;

    private Victim(Process process) {
        this.process = process;
        this.orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.reader = new Thread(this::read, "victim-reader");
        reader.setDaemon(true);
        reader.start();
    }

    static Victim in(NetNs place) throws IOException {
        return new Victim(place.start(new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        VictimMain.class.getName())
                .redirectErrorStream(true)));
    }

    /**
     * Gives an order and waits for the answer.
     *
     * @return the answer's text
     * @throws Reached if it stands still at the deadly step instead
     */
    String order(String order) throws Reached, IOException, InterruptedException {
        lastOrder = order;
        orders.write(order + "\n");
        orders.flush();
        List<String> other = new ArrayList<>();
        while (true) {
            String line = lines.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null || line.equals(ENDED) || line.startsWith(FAILED)) {
                throw new AssertionError("'" + order + "' was not done: " + line + " " + other);
            }
            if (line.equals(AT)) {
                throw new Reached();
            }
            if (line.startsWith(DONE)) {
                confirmed.add(order);
                return line.substring(DONE.length());
            }
            if (line.startsWith(STEP)) {
                steps.add(line.substring(STEP.length()));
            } else {
                other.add(line);
            }
        }
    }

    /** SIGKILL. What it said before counts. */
    void kill() {
        process.toHandle().destroyForcibly(); // the streams stay open, for what is still in them
        Eventually.within(PATIENCE, "process " + process.pid() + " dies of SIGKILL", () -> !process.isAlive());
        Eventually.within(PATIENCE, "its output ends", () -> !reader.isAlive());
        if (lines.stream().anyMatch(line -> line.startsWith(DONE))) {
            confirmed.add(lastOrder);
        }
    }

    /** It is to stand still at a step. What it confirmed in an earlier life no longer counts. */
    void dieAt(String step) throws Reached, IOException, InterruptedException {
        confirmed.clear();
        order("die-at " + step);
    }

    /** Whether it said since then that this order is carried out. */
    boolean confirmed(String order) {
        return confirmed.contains(order);
    }

    /** The steps it told while it was recording. */
    List<String> steps() {
        return List.copyOf(steps);
    }

    @Override
    public void close() {
        kill();
    }

    private void read() {
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                lines.add(line);
            }
        } catch (IOException killed) {
            lines.add("reading from the process ended: " + killed.getMessage());
        }
        lines.add(ENDED);
    }

    /** The victim stands still at the step that it was told to die at. */
    static final class Reached extends Exception {
        private static final long serialVersionUID = 1;
    }
}
