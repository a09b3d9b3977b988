package org.recoverykit.examples.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A web server's process, found again by a later life of the engine: pid and start time, since pids are used again. */
final class WebProcess {
    private static final Duration GRACE = Duration.ofMillis(500);

    private final ProcessHandle handle;

    private WebProcess(ProcessHandle handle) {
        this.handle = handle;
    }

    /** Starts one. It inherits the network namespace of the calling thread. */
    static WebProcess start(InetSocketAddress where, String page, Path log) throws IOException {
        // What a short-lived program can do without costs time at each start: the optimising compiler, shared counters.
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmx16m",
                "-cp",
                ownClasses(),
                WebServer.class.getName(),
                where.getAddress().getHostAddress(),
                Integer.toString(where.getPort()),
                page,
                Long.toString(ProcessHandle.current().pid()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new WebProcess(process.toHandle());
    }

    /** The one that was noted, if it still runs. */
    static Optional<WebProcess> find(String identity) {
        String pid = identity.substring(0, Math.max(0, identity.indexOf('@')));
        return pid.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(pid))
                        .map(WebProcess::new)
                        .filter(found -> found.identity().equals(identity) && found.isAlive());
    }

    /** For the notes: {@code pid@milliseconds}. */
    String identity() {
        return handle.pid() + "@"
                + handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    long pid() {
        return handle.pid();
    }

    boolean isAlive() {
        return handle.isAlive();
    }

    /** Asks it to end, then makes it. Whether it has ended when this returns, which is at the latest after {@code within}. */
    boolean end(Duration within) throws InterruptedException {
        handle.destroy();
        Duration grace = within.compareTo(GRACE) < 0 ? within.dividedBy(2) : GRACE;
        if (hasEnded(grace)) {
            return true;
        }
        handle.destroyForcibly();
        return hasEnded(within.minus(grace));
    }

    /** As {@code kill -9} does it. */
    void kill() {
        handle.destroyForcibly();
    }

    /** Returns when it has ended. */
    void awaitEnd() throws InterruptedException {
        try {
            handle.onExit().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot wait for process " + pid(), e);
        }
    }

    private boolean hasEnded(Duration within) throws InterruptedException {
        try {
            handle.onExit().get(Math.max(1, within.toMillis()), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return !handle.isAlive();
        }
    }

    private static String ownClasses() {
        try {
            return Path.of(WebServer.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot tell where the demonstration's classes are", e);
        }
    }
}
