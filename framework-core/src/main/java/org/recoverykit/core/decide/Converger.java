package org.recoverykit.core.decide;

import java.util.Optional;
import org.recoverykit.core.model.Fact;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.Call;

/**
 * Compares what is with what is wanted, and begins the next steps. Looks only at resources that changed and at their
 * neighbours; whatever it begins depends on nothing farther away.
 */
final class Converger {
    private Converger() {}

    static void converge(Draft d) {
        for (int index = d.nextToExamine(); index >= 0; index = d.nextToExamine()) {
            if (d.get(index).idle()) {
                step(d, index);
            }
        }
    }

    private static void step(Draft d, int index) {
        ResourceState r = d.get(index);
        if (r.is(Status.Kind.BLOCKED)) {
            return;
        }
        if (!r.probed) {
            look(d, index, Operation.QUICK_CHECK);
        } else if (d.aim(index) == Draft.Aim.OUT) {
            out(d, index);
        } else {
            in(d, index);
        }
    }

    private static void out(Draft d, int index) {
        ResourceState r = d.get(index);
        if (r.provenOut) {
            if (r.toRemove) {
                d.out.persistBeside(new Fact.Removed(d.tag(index)));
            }
            if (r.toRemove || r.detour != ResourceState.Detour.NONE) {
                d.edit(index, e -> {
                    e.toRemove = false;
                    e.detour = ResourceState.Detour.NONE;
                });
            }
        } else if (parentsProvenOut(d, index)) {
            boolean staysFailed = r.is(Status.Kind.FAILED) && r.remedy != Remedy.RESTART && r.remedy != Remedy.NONE;
            Status afterwards = staysFailed ? r.status : Status.OutOfService.PLAIN;
            d.invoke(index, Operation.REMOVE, Optional.empty(), e -> e.status = new Status.Removing(afterwards));
        }
    }

    private static boolean parentsProvenOut(Draft d, int index) {
        for (int parent : d.model.parents(index)) {
            if (!d.get(parent).provenOut || !d.get(parent).idle()) {
                return false;
            }
        }
        return true;
    }

    private static void in(Draft d, int index) {
        ResourceState r = d.get(index);
        switch (r.kind()) {
            case UNPROBED, RESTORING, RECOVERING -> look(d, index, Operation.QUICK_CHECK);
            case OUT_OF_SERVICE -> restore(d, index);
            case FAILED -> FailureRules.again(d, index);
            case IN_SERVICE -> {
                if (r.recheck && r.holds == 0 && !d.maintenance) {
                    d.check(index, Operation.QUICK_CHECK);
                }
            }
            case REMOVING, BLOCKED -> {}
        }
    }

    private static void look(Draft d, int index, Operation level) {
        if (d.get(index).due(d.now.nanos())) {
            d.check(index, level);
        }
    }

    private static void restore(Draft d, int index) {
        ResourceState r = d.get(index);
        boolean allowed = d.aim(index) == Draft.Aim.IN
                && !d.held(index)
                && r.due(d.now.nanos())
                && (!d.maintenance || r.why == Call.Why.COMMAND);
        if (allowed && childrenInService(d, index) && !childrenDoubtful(d, index)) {
            d.invoke(index, Operation.RESTORE, Optional.empty(), e -> {
                e.status = Status.Restoring.PLAIN;
                e.provenOut = false;
                e.inDoubt = false;
                e.attempts++;
            });
        }
    }

    private static boolean childrenDoubtful(Draft d, int index) {
        for (int child : d.model.children(index)) {
            if (d.get(child).doubtful) {
                return true;
            }
        }
        return false;
    }

    /** In service, and going to stay so. */
    static boolean childrenInService(Draft d, int index) {
        for (int child : d.model.children(index)) {
            if (!d.get(child).is(Status.Kind.IN_SERVICE) || d.aim(child) == Draft.Aim.OUT) {
                return false;
            }
        }
        return true;
    }
}
