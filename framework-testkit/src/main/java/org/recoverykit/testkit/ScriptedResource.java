package org.recoverykit.testkit;

import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.ResourceContext;

/**
 * A pretended thing under protection, which outlives kits and engines as a real one does. Without a script its kit tells and
 * does the truth: restore puts it in service, checks say how it is. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ScriptedResource {

    private final String tag;
    private final Script<ActionResult> actions = new Script<>(this::truly);
    private final Script<CheckResult> checks = new Script<>(operation -> call -> truth());
    private boolean inService;
    private @Nullable ResourceContext context;
    private int calls;
    private int callsNow;
    private int mostCallsAtOnce;

    ScriptedResource(String tag) {
        this.tag = tag;
    }

    /** Its name. */
    public String tag() {
        return tag;
    }

    /** Whether it is in service, whatever its kit says. */
    public synchronized boolean isInService() {
        return inService;
    }

    /** Puts it in or out of service from outside. */
    public synchronized void putInService(boolean now) {
        inService = now;
    }

    /** Somebody else takes it out of service. */
    public void breakIt() {
        putInService(false);
    }

    /** Its kit tells the engine that it has heard of trouble. */
    public void suspect(String reason) {
        ResourceContext told = current();
        if (told == null) {
            throw new IllegalStateException("no kit has been made for " + tag + " yet");
        }
        told.suspect(reason);
    }

    /** The context its latest kit was made with. */
    public Optional<ResourceContext> context() {
        return Optional.ofNullable(current());
    }

    /** How the next call of an action not yet answered for is answered; calls queue up. */
    public ScriptedResource next(Operation action, Answer<ActionResult> answer) {
        actions.next(action, answer);
        return this;
    }

    /** How each call of an action is answered once the queue is empty. */
    public ScriptedResource always(Operation action, Answer<ActionResult> answer) {
        actions.always(action, answer);
        return this;
    }

    /** How the next check not yet answered for is answered; calls queue up. */
    public ScriptedResource nextCheck(Operation check, Answer<CheckResult> answer) {
        checks.next(check, answer);
        return this;
    }

    /** How each check is answered once the queue is empty. */
    public ScriptedResource alwaysCheck(Operation check, Answer<CheckResult> answer) {
        checks.always(check, answer);
        return this;
    }

    /** Forgets all scripts: from now on the truth. */
    public void truthFromNowOn() {
        actions.forget();
        checks.forget();
    }

    /** What a good kit does: the effect, between two steps. */
    public Answer<ActionResult> truly(Operation action) {
        return call -> {
            call.step("before " + action);
            putInService(action != Operation.REMOVE && action != Operation.ISOLATE);
            call.step("after " + action);
            return ActionResult.done();
        };
    }

    /** How many calls have begun. */
    public synchronized int calls() {
        return calls;
    }

    /** How many calls ran at one time at most; more than 1 is a mistake of whoever calls. */
    public synchronized int mostCallsAtOnce() {
        return mostCallsAtOnce;
    }

    ActionResult act(Operation action, Call call) throws InterruptedException {
        return actions.answer(action, call);
    }

    CheckResult check(Operation check, Call call) throws InterruptedException {
        return checks.answer(check, call);
    }

    synchronized void attach(ResourceContext made) {
        context = made;
    }

    synchronized void began() {
        calls++;
        callsNow++;
        mostCallsAtOnce = Math.max(mostCallsAtOnce, callsNow);
    }

    synchronized void ended() {
        callsNow--;
    }

    private synchronized @Nullable ResourceContext current() {
        return context;
    }

    private CheckResult truth() {
        return isInService() ? CheckResult.healthy() : CheckResult.unhealthy(tag + " is out of service");
    }
}
