package org.recoverykit.core.decide;

import org.recoverykit.core.model.Fact;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.spi.ActionResult;

/** What the end of a restore, remove or local recovery means. */
final class ActionRules {
    private ActionRules() {}

    static void ended(Draft d, int index, Observation.ActionEnded end) {
        ActionResult result = end.result();
        d.out.publish(new EngineEvent.OperationEnded(
                end.tag(), end.operation(), result.kind(), result.reason(), end.lastStep(), end.took()));
        boolean putOff = isPutOff(d.get(index));
        d.edit(index, e -> {
            e.running = ResourceState.Running.NOTHING;
            e.notBefore = putOff ? e.notBefore : d.now.nanos();
        });
        switch (end.operation()) {
            case REMOVE -> removed(d, index, result);
            case RESTORE -> restored(d, index, result);
            case LOCAL_RECOVERY -> mended(d, index, result);
            case QUICK_CHECK, DEEP_CHECK, ISOLATE, COMMAND -> {}
        }
    }

    /** It failed and is only taken back now: its next try was put off meanwhile, and stays put off. */
    private static boolean isPutOff(ResourceState r) {
        boolean waits = r.remedy == Remedy.AGAIN || r.remedy == Remedy.LATER;
        return waits
                && r.status instanceof Status.Removing removing
                && removing.afterwards().kind() == Status.Kind.FAILED;
    }

    private static void removed(Draft d, int index, ActionResult result) {
        if (result instanceof ActionResult.Done) {
            Status afterwards = d.get(index).status instanceof Status.Removing removing
                    ? removing.afterwards()
                    : Status.OutOfService.PLAIN;
            d.edit(index, e -> {
                e.status = afterwards;
                e.provenOut = true;
                e.doubtful = false;
                e.remedy = afterwards.kind() == Status.Kind.FAILED ? e.remedy : Remedy.NONE;
            });
        } else {
            block(d, index, result.reason());
        }
    }

    private static void block(Draft d, int index, String reason) {
        String tag = d.tag(index);
        d.out.persistBefore(new Fact.Blocked(tag, reason));
        d.edit(index, e -> e.status = new Status.Blocked(reason));
        d.decided(index, "blocked: neither moved nor restored", "its remove could not be proven: " + reason);
        d.out.alert(
                tag,
                "its remove could not be proven, it may still be active: " + reason,
                "take it out by hand, then say so with cleanup(" + tag + ")");
    }

    // Done and Indeterminate are both looked at before anybody believes them: the converger checks what is idle and
    // unverified
    private static void restored(Draft d, int index, ActionResult result) {
        if (d.aim(index) == Draft.Aim.OUT) {
            return;
        }
        if (result instanceof ActionResult.Failed failed) {
            FailureRules.restoreFailed(d, index, failed.reason(), failed.scope());
        } else {
            d.edit(index, e -> e.inDoubt = result instanceof ActionResult.Indeterminate);
        }
    }

    private static void mended(Draft d, int index, ActionResult result) {
        if (d.aim(index) != Draft.Aim.OUT && result instanceof ActionResult.Failed failed) {
            FailureRules.recoveryFailed(d, index, failed.reason(), failed.scope());
        }
    }
}
