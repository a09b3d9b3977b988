package org.recoverykit.core.decide;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.recoverykit.core.model.HierarchyModel;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

/** What really is, whatever the decider believes, and kits that look at it and act on it well or badly. */
final class World {
    private static final FailureScope[] SCOPES = {
        FailureScope.RETRY_HERE,
        FailureScope.RETRY_HERE,
        FailureScope.RETRY_HERE,
        FailureScope.TRY_ELSEWHERE,
        FailureScope.NOWHERE
    };

    private final HierarchyModel model;
    private final SplittableRandom random;
    private final boolean[] active;
    private final boolean[] broken;
    private boolean quiet;

    World(HierarchyModel model, SplittableRandom random) {
        this.model = model;
        this.random = random;
        this.active = new boolean[model.size()];
        this.broken = new boolean[model.size()];
    }

    /** As somebody left it. */
    void begin() {
        for (int i = 0; i < model.size(); i++) {
            active[i] = random.nextInt(4) == 0;
        }
    }

    boolean isActive(int i) {
        return active[i];
    }

    /** Perhaps. */
    void damage(int i) {
        if (random.nextInt(2) == 0) {
            broken[i] = active[i];
        } else if (random.nextInt(3) == 0) {
            active[i] = false;
        }
    }

    /** From now on nothing breaks, and kits do and see what they should. */
    void comesToRest() {
        quiet = true;
        Arrays.fill(broken, false);
    }

    CheckResult look(int i) {
        if (!quiet && random.nextInt(10) == 0) {
            return CheckResult.unknown("cannot tell");
        }
        boolean good = active[i] && !broken[i];
        if (quiet && !good) {
            return CheckResult.unhealthy("bad");
        }
        return good ? CheckResult.healthy() : CheckResult.unhealthy("bad", SCOPES[random.nextInt(SCOPES.length)]);
    }

    ActionResult act(Command.Invoke call) {
        int dice = quiet ? 0 : random.nextInt(20);
        if (dice < 15) {
            effect(call, true);
            return ActionResult.done();
        } else if (dice == 15 && call.operation() != Operation.REMOVE) {
            return ActionResult.done("a lie");
        } else if (dice < 18) {
            return ActionResult.failed("failed", SCOPES[random.nextInt(SCOPES.length)]);
        }
        effect(call, random.nextBoolean());
        return ActionResult.indeterminate("timed out");
    }

    void effect(Command.Invoke call, boolean happened) {
        int i = model.index(call.tag()).orElseThrow();
        if (happened && !call.operation().isCheck()) {
            active[i] = call.operation() != Operation.REMOVE;
            broken[i] = false;
        }
    }
}
