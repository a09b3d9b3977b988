package org.recoverykit.core.decide;

import java.util.BitSet;

/** Takes back what one start had started when something above failed: that and nothing else, newest first. */
final class Unwind {
    private final Draft d;
    private final int failed;
    private final BitSet ancestors;
    /** Resources that are, or will be, out. */
    private final BitSet clear = new BitSet();

    private final BitSet takenBack = new BitSet();

    private Unwind(Draft d, int failed) {
        this.d = d;
        this.failed = failed;
        this.ancestors = d.model.withAncestors(failed);
    }

    static void afterFailedRestore(Draft d, int failed) {
        Unwind unwind = new Unwind(d, failed);
        if (unwind.nothingAboveIsActive()) {
            unwind.choose();
            unwind.mark();
        }
    }

    // found in service above something that is out: then it is not this start that brought it, and it is not disturbed
    private boolean nothingAboveIsActive() {
        for (int i = ancestors.nextSetBit(0); i >= 0; i = ancestors.nextSetBit(i + 1)) {
            if (i != failed && d.get(i).active()) {
                return false;
            }
        }
        return true;
    }

    private void choose() {
        BitSet below = d.model.withDescendants(failed);
        int start = d.get(failed).start;
        int[] order = d.model.restoreOrder();
        for (int at = order.length - 1; at >= 0; at--) {
            int i = order[at];
            ResourceState r = d.get(i);
            if (!parentsClear(i)) {
                continue;
            }
            boolean ours = i == failed || (below.get(i) && r.start == start && start != 0 && !r.provenOut);
            if (ours && !r.is(Status.Kind.BLOCKED)) {
                takenBack.set(i);
                clear.set(i);
            } else if (!r.active() && (ancestors.get(i) || d.aim(i) != Draft.Aim.IN)) {
                clear.set(i);
            }
        }
    }

    private boolean parentsClear(int index) {
        for (int parent : d.model.parents(index)) {
            if (!clear.get(parent)) {
                return false;
            }
        }
        return true;
    }

    private void mark() {
        for (int i : d.model.restoreOrder()) {
            boolean above = !takenBack.get(i) && clear.get(i) && !d.get(i).provenOut && anyChildTakenBack(i);
            if (above) {
                takenBack.set(i);
            }
            if (takenBack.get(i)) {
                d.edit(i, e -> {
                    e.detour = ResourceState.Detour.UNWIND;
                    e.heldBy = above || i == failed ? e.heldBy : failed;
                });
            }
        }
    }

    private boolean anyChildTakenBack(int index) {
        for (int child : d.model.children(index)) {
            if (takenBack.get(child)) {
                return true;
            }
        }
        return false;
    }
}
