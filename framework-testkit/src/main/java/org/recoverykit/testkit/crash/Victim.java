package org.recoverykit.testkit.crash;

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
import org.apiguardian.api.API;
import org.recoverykit.testkit.Eventually;

/** From outside: a process that obeys orders one at a time ({@link VictimLife}), and is killed at last. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Victim implements AutoCloseable {
    private static final String ENDED = "@ENDED";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Process process;
    private final Writer orders;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> steps = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final Set<String> confirmed = new HashSet<>();
    private String lastOrder = "";
    private String deadly = "";
    private final Thread reader;

    private Victim(Process process) {
        this.process = process;
        this.orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.reader = new Thread(this::read, "victim-reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** Where victims live: starts their processes. */
    @FunctionalInterface
    public interface Place {
        /** Starts one. */
        Process start(ProcessBuilder builder) throws IOException;
    }

    /**
     * A new process with this test's class path; the caller closes it.
     *
     * @param main has a main method that calls {@link VictimLife#live}
     */
    public static Victim begin(Place place, Class<?> main) throws IOException {
        return new Victim(place.start(new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName())
                .redirectErrorStream(true)));
    }

    /**
     * Gives an order and waits for the answer.
     *
     * @return the answer's text
     * @throws Reached if it stands still at the deadly step instead
     * @throws AssertionError if it says that it could not, or says nothing for long
     */
    public String order(String order) throws Reached, IOException, InterruptedException {
        lastOrder = order;
        orders.write(order + "\n");
        orders.flush();
        List<String> other = new ArrayList<>();
        while (true) {
            String line = lines.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null || line.equals(ENDED) || line.startsWith(Said.FAILED)) {
                throw new AssertionError(
                        "'" + order + "' was not done: " + (line == null ? "no answer" : line) + " " + other);
            }
            if (line.equals(Said.AT)) {
                throw new Reached(deadly);
            }
            if (line.startsWith(Said.DONE)) {
                confirmed.add(order);
                return line.substring(Said.DONE.length());
            }
            if (line.startsWith(Said.STEP)) {
                steps.add(line.substring(Said.STEP.length()));
            } else {
                other.add(line);
                log.add(line);
            }
        }
    }

    /** What it said beside answers: its log. */
    public String said() {
        return String.join("\n", log);
    }

    /** Whether it said, since it was last told where to die, that this order is carried out. */
    public boolean confirmed(String order) {
        return confirmed.contains(order);
    }

    /** It is to stand still at a step. What it confirmed in an earlier life no longer counts. */
    void dieAt(String step) throws Reached, IOException, InterruptedException {
        confirmed.clear();
        deadly = step;
        order(VictimLife.DIE_AT + " " + step);
    }

    /** From now on it tells the steps that it passes; those of an earlier life are forgotten. */
    void record() throws Reached, IOException, InterruptedException {
        steps.clear();
        order(VictimLife.RECORD);
    }

    /**
     * No more of them.
     *
     * @return those it told
     */
    List<String> recorded() throws Reached, IOException, InterruptedException {
        order(VictimLife.LIVE_ON);
        return List.copyOf(steps);
    }

    /** SIGKILL. What it said before counts. */
    public void kill() {
        process.toHandle().destroyForcibly(); // the streams stay open, for what is still in them
        Eventually.within(PATIENCE, "process " + process.pid() + " dies of SIGKILL", () -> !process.isAlive());
        Eventually.within(PATIENCE, "its output ends", () -> !reader.isAlive());
        if (lines.stream().anyMatch(line -> line.startsWith(Said.DONE))) {
            confirmed.add(lastOrder);
        }
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
}
