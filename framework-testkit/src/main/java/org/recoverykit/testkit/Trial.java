package org.recoverykit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.RecoveryKit;

/** One resource's life in a test of the contract: its harness, and the present kit and context with which it is protected. */
final class Trial implements AutoCloseable {

    private static final CheckResult.Unhealthy PROBLEM =
            new CheckResult.Unhealthy("the contract broke it", FailureScope.RETRY_HERE);

    private final KitHarness<?> harness;
    private final RealTime time = new RealTime();
    private final Path work;
    private final Said said = new Said();
    private TestContext context;
    private RecoveryKit kit;

    private Trial(KitHarness<?> harness) throws Exception {
        this.harness = harness;
        this.work = Files.createTempDirectory("kit-contract");
        this.context = new TestContext(KitHarness.TAG, time, work);
        this.kit = create();
    }

    static Trial begin(ContractSubject subject) throws Exception {
        KitHarness<?> harness = subject.harness();
        try {
            return new Trial(harness);
        } catch (Exception | AssertionError e) {
            harness.close();
            throw e;
        }
    }

    KitHarness<?> harness() {
        return harness;
    }

    TestContext context() {
        return context;
    }

    RecoveryKit kit() {
        return kit;
    }

    Said said() {
        said.addAll(context.suspects());
        said.addAll(context.testNotes().all().keySet());
        said.addAll(context.testNotes().all().values());
        return said;
    }

    TestCall call() {
        return TestCall.within(harness.patience(), time);
    }

    TestCall call(Duration limit) {
        return TestCall.within(limit, time);
    }

    ActionResult restore() throws Exception {
        return act(Operation.RESTORE);
    }

    ActionResult remove() throws Exception {
        return act(Operation.REMOVE);
    }

    /** Any action, which has to answer. */
    ActionResult act(Operation action) throws Exception {
        return act(action, call()).answer(action.toString());
    }

    CheckResult quickCheck() throws Exception {
        return check(Operation.QUICK_CHECK);
    }

    /** Either check, which has to answer. */
    CheckResult check(Operation level) throws Exception {
        return check(level, call()).answer(level.toString());
    }

    Ended<ActionResult> act(Operation action, TestCall call) throws Exception {
        Ended<ActionResult> ended = KitThread.run(action.toString(), call.remaining(), () -> switch (action) {
            case RESTORE -> kit.restore(call);
            case REMOVE -> kit.remove(call);
            case ISOLATE -> kit.isolate(call);
            case LOCAL_RECOVERY -> kit.localRecovery(call, PROBLEM);
            case QUICK_CHECK, DEEP_CHECK, COMMAND -> throw new IllegalArgumentException(action.toString());
        });
        ended.result().ifPresent(result -> said.add(result.reason()));
        return heard(ended, call);
    }

    Ended<CheckResult> check(Operation level, TestCall call) throws Exception {
        Ended<CheckResult> ended = KitThread.run(
                level.toString(),
                call.remaining(),
                () -> level == Operation.DEEP_CHECK ? kit.deepCheck(call) : kit.quickCheck(call));
        ended.result().ifPresent(result -> said.add(result.reason()));
        return heard(ended, call);
    }

    /** Restores, and fails the test if that is not proven to be done: what follows needs it. */
    Trial inService() throws Exception {
        assertThat(restore().kind()).as("restore, to begin with").isEqualTo(ActionResult.Kind.DONE);
        mustBeReally(true, "after a restore that was Done (K3.1)");
        return this;
    }

    /** Restores, then breaks it from outside. */
    Trial broken() throws Exception {
        inService();
        harness.breakIt();
        mustBeReally(false, "after breakIt; the harness must break what isReallyInService looks at");
        return this;
    }

    void mustBeReally(boolean inService, String when) throws Exception {
        assertThat(harness.isReallyInService()).as("really in service " + when).isEqualTo(inService);
    }

    void mustBeDoneAndReally(Operation action, boolean inService, String when) throws Exception {
        assertThat(act(action)).as(action + " " + when).isInstanceOf(ActionResult.Done.class);
        mustBeReally(inService, "after " + action + " " + when);
    }

    /** The process has ended or died, and a new one looks after the resource, beginning with a look. */
    void restart() throws Exception {
        letGo();
        context = context.afterRestart();
        kit = create();
        quickCheck();
    }

    /** Runs an action that dies at a step, then restarts. False if the action has fewer steps. */
    boolean crashesAndRestarts(Operation action, int step) throws Exception {
        TestContext mortal = context;
        Ended<ActionResult> ended = act(action, call().atStep((number, name) -> {
            if (number >= step) {
                mortal.die();
            }
            TestCall.AtStep.crash(step).reached(number, name);
        }));
        boolean reached = ended.crashed() || mortal.isDead();
        restart();
        return reached;
    }

    private RecoveryKit create() throws Exception {
        Ended<RecoveryKit> made = KitThread.run("create", Duration.ofSeconds(10), () -> harness.create(context));
        return made.answer("create");
    }

    private <R> Ended<R> heard(Ended<R> ended, TestCall call) {
        ended.thrown().ifPresent(thrown -> said.add(thrown.toString()));
        said.addAll(call.steps());
        return ended;
    }

    void letGo() throws Exception {
        Ended<Boolean> closed = KitThread.run("close", KitThread.PROMPTLY, () -> {
            kit.close();
            return true;
        });
        context.close();
        if (!context.isDead()) {
            closed.answer("close");
        }
    }

    @Override
    public void close() {
        // Whatever a broken kit's close does, the harness is closed: it may hold a network.
        try (harness;
                time) {
            Ended<Boolean> closed = KitThread.run("close", KitThread.PROMPTLY, () -> {
                kit.close();
                return true;
            });
            context.close();
            Directories.delete(work);
            closed.answer("close");
        }
    }
}
