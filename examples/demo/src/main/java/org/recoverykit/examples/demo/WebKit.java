package org.recoverykit.examples.demo;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.ResourceContext;

/**
 * Protects a web server, as somebody outside the project would write it: start it, end it, look at it, and tell the engine
 * at once when its process ends. It has no local recovery of its own, so the engine restarts it in place.
 */
final class WebKit implements RecoveryKit {
    /** The note in which it keeps its process. */
    static final String PROCESS = "process";

    private static final int PATIENCE_MILLIS = 500;
    private static final Duration GRACE_FOR_THE_FAILED = Duration.ofSeconds(1);

    private final InetSocketAddress where;
    private final String page;
    private final ResourceContext context;
    private @Nullable Thread watcher;

    WebKit(InetSocketAddress where, String page, ResourceContext context) {
        this.where = where;
        this.page = page;
        this.context = context;
    }

    @Override
    public ActionResult restore(Call call) throws InterruptedException {
        Optional<WebProcess> running = noted();
        if (running.isPresent() && quickCheck(call) instanceof CheckResult.Healthy) {
            watch(running.get());
            return ActionResult.done();
        }
        if (running.isPresent() && !running.get().end(call.remaining())) {
            return ActionResult.indeterminate(doesNotEnd(running.get()));
        }
        call.step("starting the web server");
        try {
            Path log = context.workDirectory().resolve("web.log");
            WebProcess started = WebProcess.start(where, page + " from " + context.node(), log);
            context.notes().put(PROCESS, started.identity());
            call.step("web server started");
            return awaitAnswer(started, log, call);
        } catch (IOException e) {
            return ActionResult.failed("cannot start the web server: " + e.getMessage(), FailureScope.TRY_ELSEWHERE);
        }
    }

    @Override
    public ActionResult remove(Call call) throws InterruptedException {
        unwatch();
        Optional<WebProcess> running = noted();
        if (running.isPresent() && !running.get().end(call.remaining())) {
            return ActionResult.indeterminate(doesNotEnd(running.get()));
        }
        call.step("web server ended");
        return ActionResult.done(
                running.map(p -> "process " + p.pid() + " ended").orElse("no process runs"));
    }

    @Override
    public CheckResult quickCheck(Call call) {
        Optional<WebProcess> running = noted();
        if (running.isEmpty()) {
            return CheckResult.unhealthy("the web server's process does not run");
        }
        try (Socket socket = new Socket()) {
            socket.connect(where, PATIENCE_MILLIS);
            return CheckResult.healthy();
        } catch (ConnectException e) {
            return CheckResult.unhealthy(describe(running.get()) + " runs and does not listen: " + e.getMessage());
        } catch (IOException e) {
            // No route, or too slow: that may be anybody's fault, and blames no web server.
            return CheckResult.unknown("cannot reach " + where + ": " + e.getMessage());
        }
    }

    @Override
    public CheckResult deepCheck(Call call) {
        if (noted().isEmpty()) {
            return CheckResult.unhealthy("the web server's process does not run");
        }
        try {
            String answer = HttpGet.from(where, PATIENCE_MILLIS, PATIENCE_MILLIS);
            return HttpGet.isPage(answer)
                    ? CheckResult.healthy()
                    : CheckResult.unhealthy("the page should begin with 200, the answer is: "
                            + answer.lines().findFirst().orElse("empty"));
        } catch (ConnectException e) {
            return CheckResult.unhealthy("nothing listens at " + where + ": " + e.getMessage());
        } catch (SocketTimeoutException e) {
            return CheckResult.unhealthy("no page within " + PATIENCE_MILLIS + " ms");
        } catch (IOException e) {
            return CheckResult.unknown("cannot fetch the page: " + e.getMessage());
        }
    }

    /** Lets the server run: the host may be upgrading itself. */
    @Override
    public void close() {
        unwatch();
    }

    /** Asks until it answers: the page is what its users need, a process alone helps nobody. */
    private ActionResult awaitAnswer(WebProcess started, Path log, Call call) throws InterruptedException {
        Duration pause = Duration.ofMillis(2);
        while (started.isAlive() && call.remaining().compareTo(pause) > 0) {
            if (quickCheck(call) instanceof CheckResult.Healthy) {
                watch(started);
                return ActionResult.done(describe(started) + " serves at " + where.getHostString());
            }
            Thread.sleep(pause.toMillis());
        }
        boolean ended = started.end(GRACE_FOR_THE_FAILED);
        return ended
                ? ActionResult.failed("the web server did not come up; its words: " + log, FailureScope.TRY_ELSEWHERE)
                : ActionResult.indeterminate(doesNotEnd(started));
    }

    private Optional<WebProcess> noted() {
        return context.notes().get(PROCESS).flatMap(WebProcess::find);
    }

    /**
     * A thread for each server waits for its end. Not {@code ProcessHandle.onExit().thenRun}: that would run on a thread of
     * the whole JVM's, and in this demonstration each server's threads live in that server's network namespace.
     */
    private void watch(WebProcess process) {
        unwatch();
        Thread thread = new Thread(
                () -> {
                    try {
                        process.awaitEnd();
                        context.suspect("process " + process.pid() + " has ended");
                    } catch (InterruptedException removed) {
                        Thread.currentThread().interrupt();
                    }
                },
                "demo-web-watch");
        thread.setDaemon(true);
        thread.start();
        watcher = thread;
    }

    private void unwatch() {
        Thread thread = watcher;
        if (thread != null) {
            thread.interrupt();
            watcher = null;
        }
    }

    private static String describe(WebProcess process) {
        return "process " + process.pid();
    }

    private static String doesNotEnd(WebProcess process) {
        return describe(process) + " does not end, even by SIGKILL";
    }
}
