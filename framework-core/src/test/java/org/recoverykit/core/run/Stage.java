package org.recoverykit.core.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.EngineTime;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.RealTime;

/** Workers, a clock and seats for kits, without hierarchies above them. */
final class Stage implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(10);
    final List<EngineEvent> events = new CopyOnWriteArrayList<>();
    final Workers workers = new Workers();
    final Troubles troubles;
    private final EngineTime time;
    private final Runnable endOfTime;
    private final CallServices services;
    private final AtomicLong ids = new AtomicLong();
    private final Map<String, KitLedger> ledgers = new ConcurrentHashMap<>();

    Stage() {
        this(new RealTime());
    }

    private Stage(RealTime real) {
        this(real, real::close);
    }

    Stage(EngineTime time, Runnable endOfTime) {
        this.time = time;
        this.endOfTime = endOfTime;
        this.troubles = new Troubles(time, events::add);
        this.services = new CallServices(
                time, new Deadlines(time), workers, troubles, new OverloadWatch(troubles), StepHook.NONE);
    }

    EngineTime time() {
        return time;
    }

    KitSeat seat(String tag, RecoveryKit kit) {
        return new KitSeat(tag, kit, ledgers.computeIfAbsent("stub", id -> new KitLedger(id, 4)), services);
    }

    CallServices services() {
        return services;
    }

    KitLedger ledger() {
        return ledgers.computeIfAbsent("stub", id -> new KitLedger(id, 4));
    }

    CompletableFuture<CallReport<CheckResult>> check(KitSeat seat, Duration timeout) {
        return ask(seat, KitOperation.check(Operation.QUICK_CHECK), timeout);
    }

    CompletableFuture<CallReport<ActionResult>> act(KitSeat seat, Operation operation, Duration timeout) {
        return ask(
                seat,
                KitOperation.action(operation, new CheckResult.Unhealthy("broken", FailureScope.RETRY_HERE)),
                timeout);
    }

    <R> CompletableFuture<CallReport<R>> ask(KitSeat seat, KitOperation<R> operation, Duration timeout) {
        CompletableFuture<CallReport<R>> answer = new CompletableFuture<>();
        seat.call(new CallRequest<>(
                ids.incrementAndGet(), operation, Call.Why.CHECK, 1, timeout, Lane.URGENT, answer::complete));
        return answer;
    }

    static <T> T soon(CompletableFuture<T> answer) throws Exception {
        return answer.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        try {
            workers.close(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        endOfTime.run();
    }
}
