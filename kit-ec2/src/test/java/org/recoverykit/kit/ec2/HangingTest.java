package org.recoverykit.kit.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.ec2fake.FakeImds;
import org.recoverykit.ec2fake.Fault;
import org.recoverykit.ec2fake.Request;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.TestCall;

/** Case 37: whatever hangs, every call ends by its deadline, and an interrupted one within a second. */
class HangingTest {
    private static final Duration DEADLINE = Duration.ofMillis(500);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int AT_A_TIME = 8;

    @TempDir
    private Path directory;

    private interface Operation {
        Object on(RecoveryKit kit, TestCall call) throws InterruptedException;
    }

    private static Map<String, Operation> operations() {
        Map<String, Operation> all = new LinkedHashMap<>();
        all.put("restore", RecoveryKit::restore);
        all.put("remove", RecoveryKit::remove);
        all.put(
                "local recovery",
                (kit, call) ->
                        kit.localRecovery(call, new CheckResult.Unhealthy("leads elsewhere", FailureScope.RETRY_HERE)));
        all.put("quick check", RecoveryKit::quickCheck);
        all.put("deep check", RecoveryKit::deepCheck);
        return all;
    }

    private static Map<String, Consumer<FaultStand>> places() {
        Map<String, Consumer<FaultStand>> all = new LinkedHashMap<>();
        all.put("every call", stand -> hang(stand, Request.any(), Fault.hang()));
        all.put("reads", stand -> hang(stand, Request.reads(), Fault.hang()));
        all.put("writes", stand -> hang(stand, Request.writes(), Fault.hang()));
        all.put("replies to writes", stand -> hang(stand, Request.writes(), Fault.hangAfterwards()));
        all.put(
                "the source/destination check",
                stand -> hang(stand, Request.action("ModifyNetworkInterfaceAttribute"), Fault.hang()));
        all.put("replies that trickle", stand -> hang(stand, Request.any(), Fault.trickle(Duration.ofMillis(50))));
        all.put("the metadata service's token", stand -> {
            stand.imds.forgetTokens();
            stand.imds.faults().always(Request.action(FakeImds.TOKEN), Fault.hang());
        });
        all.put("the metadata service", stand -> stand.imds.faults().always(Request.any(), Fault.hang()));
        return all;
    }

    private static void hang(FaultStand stand, Predicate<Request> which, Fault fault) {
        stand.ec2.faults().always(which, fault);
    }

    @Test
    void case37_everyOperationEndsByItsDeadlineWhateverHangs() throws Exception {
        all((name, stand, kit, operation) -> {
            long began = System.nanoTime();
            Object result = operation.on(kit, stand.call(DEADLINE));
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            assertThat(took).as("%s answered %s", name, result).isLessThan(DEADLINE.plus(SECOND));
            boolean claimsRight = result instanceof ActionResult.Done && name.startsWith("restore");
            assertThat(!claimsRight || stand.isAllOurs() || stand.isElasticIpOurs())
                    .as("%s says Done", name)
                    .isTrue();
        });
    }

    @Test
    void case37_anInterruptedOperationEndsWithinASecondAndTellsOfIt() throws Exception {
        AtomicInteger interrupted = new AtomicInteger();
        all((name, stand, kit, operation) -> {
            Interrupted one = new Interrupted(() -> operation.on(kit, stand.call(Duration.ofSeconds(20))), name);
            one.thread.start();
            // Some operations need nothing of what hangs: they may have ended.
            Eventually.within(
                    Duration.ofSeconds(10),
                    name + " hangs or has ended",
                    () -> !one.thread.isAlive()
                            || !stand.ec2.traffic().all().isEmpty()
                            || !stand.imds.traffic().all().isEmpty());
            boolean sent = one.interrupt();
            one.thread.join(SECOND.toMillis());
            assertThat(one.thread.isAlive())
                    .as("%s goes on after an interrupt", name)
                    .isFalse();
            assertThat(one.told)
                    .as("%s told of the interrupt, by exception or by the flag kept", name)
                    .isEqualTo(sent);
            interrupted.addAndGet(sent ? 1 : 0);
        });
        assertThat(interrupted.get())
                .as("operations that really hung when they were interrupted, of 80")
                .isGreaterThan(30);
    }

    /** An operation that is interrupted if, and only if, it has not ended. */
    private static final class Interrupted {
        final Thread thread;
        private boolean sent;
        private boolean ended;
        private volatile boolean told;

        Interrupted(Callable<Object> operation, String name) {
            this.thread = new Thread(() -> run(operation), name);
        }

        private void run(Callable<Object> operation) {
            boolean thrown = false;
            try {
                operation.call();
            } catch (InterruptedException e) {
                thrown = true;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            synchronized (this) {
                ended = true;
                told = thrown || Thread.currentThread().isInterrupted();
            }
        }

        synchronized boolean interrupt() {
            if (!ended) {
                sent = true;
                thread.interrupt();
            }
            return sent;
        }
    }

    private interface Trial {
        void make(String name, FaultStand stand, RecoveryKit kit, Operation operation) throws Exception;
    }

    private void all(Trial trial) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
        List<Future<?>> running = new ArrayList<>();
        for (boolean routes : new boolean[] {true, false}) {
            places().forEach((place, fault) -> operations()
                    .forEach((what, operation) -> running.add(pool.submit(() -> {
                        try (FaultStand stand = new FaultStand(Files.createTempDirectory(directory, "stand"))) {
                            RecoveryKit kit = stand.warm(routes ? stand.routes() : stand.elasticIp());
                            fault.accept(stand);
                            String name =
                                    what + " of " + (routes ? "routes" : "an Elastic IP") + " while hangs: " + place;
                            trial.make(name, stand, kit, operation);
                        }
                        return null;
                    }))));
        }
        pool.shutdown();
        for (Future<?> one : running) {
            one.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void case37_aConnectionThatIsNeverMadeEndsToo() throws Exception {
        List<Socket> fillers = new ArrayList<>();
        try (FaultStand stand = new FaultStand(directory);
                ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(full, fillers);
            RecoveryKit kit = stand.cold(FaultStand.routes(stand.api("http://127.0.0.1:" + full.getLocalPort())));
            long began = System.nanoTime();
            CheckResult found = kit.quickCheck(stand.call(DEADLINE));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DEADLINE.plus(SECOND));
            assertThat(found.kind()).as(found.reason()).isEqualTo(CheckResult.Kind.UNKNOWN);
        } finally {
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    /** Once its queue of connections is full, the kernel drops further ones without a word. */
    private static void fill(ServerSocket full, List<Socket> fillers) throws IOException {
        for (int i = 0; i < 4; i++) {
            Socket filler = new Socket();
            fillers.add(filler);
            try {
                filler.connect(full.getLocalSocketAddress(), 200);
            } catch (IOException late) {
                return;
            }
        }
    }
}
