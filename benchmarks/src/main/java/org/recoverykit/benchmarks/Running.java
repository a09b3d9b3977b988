package org.recoverykit.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process of ours that runs on while others are started: an engine, a C program. Ended when the bench ends, however. */
final class Running implements AutoCloseable {
    private static final int LINES_KEPT = 30;
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly), "bench-end"));
    }

    private final String name;
    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Deque<String> last = new ArrayDeque<>();

    private Running(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    static Running start(String name, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        ALIVE.add(process);
        Running running = new Running(name, process);
        Thread reader = new Thread(running::read, "bench-read-" + name);
        reader.setDaemon(true);
        reader.start();
        return running;
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("(its output broke off: " + e.getMessage() + ")");
        }
    }

    long pid() {
        return process.pid();
    }

    /** Writes a line to its standard input. */
    void say(String line) {
        try {
            Writer in = process.outputWriter(StandardCharsets.UTF_8);
            in.write(line + "\n");
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " takes no more commands; its last lines:\n" + lastLines(), e);
        }
    }

    /** Waits for a line that begins so, and returns the rest of it. */
    String await(String beginning, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            String line =
                    lines.poll(Math.max(0, Math.min(end - System.nanoTime(), 100_000_000L)), TimeUnit.NANOSECONDS);
            if (line != null) {
                keep(line);
                if (line.startsWith(beginning)) {
                    return line.substring(beginning.length()).trim();
                }
            } else if (System.nanoTime() >= end || (!process.isAlive() && lines.isEmpty())) {
                String why = process.isAlive() ? " within " + atMost.toSeconds() + " s" : " before it ended";
                throw new IllegalStateException(
                        name + " did not say '" + beginning + "'" + why + "; its last lines:\n" + lastLines());
            }
        }
    }

    private void keep(String line) {
        if (last.size() == LINES_KEPT) {
            last.removeFirst();
        }
        last.addLast(line);
    }

    private String lastLines() {
        return String.join("\n", last);
    }

    @Override
    public void close() {
        try {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        ALIVE.remove(process);
    }
}
