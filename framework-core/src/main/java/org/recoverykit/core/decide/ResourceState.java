package org.recoverykit.core.decide;

import java.util.List;
import java.util.function.Consumer;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.Call;

/** Everything that is known of one resource at one moment. Immutable; {@link #with} makes the next one. */
final class ResourceState {
    final Status status;
    final long sinceNanos;
    final boolean wanted;
    /** A command wants it out; over when it is proven out. */
    final boolean toRemove;
    /** A remove was Done, and nothing was begun since. */
    final boolean provenOut;
    /** A check has answered since the engine started, as the contract with kits promises. */
    final boolean probed;

    final Running running;
    /** The number of the last call that was begun; 0 before the first. */
    final long lastCall;

    final Detour detour;
    final Remedy remedy;
    /** Restores in a row without success. */
    final int attempts;
    /** It was restarted in place for the present failure. */
    final boolean restarted;
    /** The last restore or local recovery could not tell how it ended. */
    final boolean inDoubt;

    final int unknowns;
    /** When local recoveries began, oldest first; monotonic. */
    final List<Long> recoveries;
    /** How many descendants are being mended now: its checks are held so long. */
    final int holds;
    /** What a running check finds is void, and it is to be looked at (again). */
    final boolean recheck;
    /** Its kit has told of trouble since the present local recovery began. */
    final boolean suspectedAnew;
    /** In service as far as is known, but its last check found it bad and was not acted on: nothing is built on it. */
    final boolean doubtful;
    /** The resource whose failed start took this one back, or -1. */
    final int heldBy;
    /** Which start it belongs to; 0 if it was not started by the engine. */
    final int start;

    final Call.Why why;
    final long notBefore;
    final Remarks remarks;

    private ResourceState(Edit e) {
        status = e.status;
        sinceNanos = e.sinceNanos;
        wanted = e.wanted;
        toRemove = e.toRemove;
        provenOut = e.provenOut;
        probed = e.probed;
        running = e.running;
        lastCall = e.lastCall;
        detour = e.detour;
        remedy = e.remedy;
        attempts = e.attempts;
        restarted = e.restarted;
        inDoubt = e.inDoubt;
        unknowns = e.unknowns;
        recoveries = e.recoveries;
        holds = e.holds;
        recheck = e.recheck;
        suspectedAnew = e.suspectedAnew;
        doubtful = e.doubtful;
        heldBy = e.heldBy;
        start = e.start;
        why = e.why;
        notBefore = e.notBefore;
        remarks = e.remarks;
    }

    static ResourceState first(long nowNanos, Consumer<Edit> known) {
        Edit edit = new Edit(nowNanos);
        known.accept(edit);
        return new ResourceState(edit);
    }

    ResourceState with(Consumer<Edit> change) {
        Edit edit = new Edit(this);
        change.accept(edit);
        return new ResourceState(edit);
    }

    Status.Kind kind() {
        return status.kind();
    }

    boolean is(Status.Kind kind) {
        return status.kind() == kind;
    }

    boolean idle() {
        return running.callId == 0;
    }

    boolean due(long nowNanos) {
        return nowNanos - notBefore >= 0;
    }

    /** Whether something of it is, or may be, going on: not merely unproven. */
    boolean active() {
        return switch (kind()) {
            case IN_SERVICE, RESTORING, REMOVING, RECOVERING, BLOCKED -> true;
            case UNPROBED, OUT_OF_SERVICE, FAILED -> !idle();
        };
    }

    /** Out for a while, on the way to being in again (or to a failure's end). */
    enum Detour {
        NONE,
        RESTART,
        UNWIND
    }

    /** The one call that may run. */
    record Running(long callId, Operation operation, boolean interrupted) {
        static final Running NOTHING = new Running(0, Operation.QUICK_CHECK, false);
    }

    /** What is being changed. */
    static final class Edit {
        Status status = Status.Unprobed.PLAIN;
        long sinceNanos;
        boolean wanted;
        boolean toRemove;
        boolean provenOut;
        boolean probed;
        Running running = Running.NOTHING;
        long lastCall;
        Detour detour = Detour.NONE;
        Remedy remedy = Remedy.NONE;
        int attempts;
        boolean restarted;
        boolean inDoubt;
        int unknowns;
        List<Long> recoveries = List.of();
        int holds;
        boolean recheck;
        boolean suspectedAnew;
        boolean doubtful;
        int heldBy = -1;
        int start;
        Call.Why why = Call.Why.START;
        long notBefore;
        Remarks remarks = Remarks.NONE;

        private Edit(long nowNanos) {
            sinceNanos = nowNanos;
            notBefore = nowNanos;
        }

        private Edit(ResourceState s) {
            status = s.status;
            sinceNanos = s.sinceNanos;
            wanted = s.wanted;
            toRemove = s.toRemove;
            provenOut = s.provenOut;
            probed = s.probed;
            running = s.running;
            lastCall = s.lastCall;
            detour = s.detour;
            remedy = s.remedy;
            attempts = s.attempts;
            restarted = s.restarted;
            inDoubt = s.inDoubt;
            unknowns = s.unknowns;
            recoveries = s.recoveries;
            holds = s.holds;
            recheck = s.recheck;
            suspectedAnew = s.suspectedAnew;
            doubtful = s.doubtful;
            heldBy = s.heldBy;
            start = s.start;
            why = s.why;
            notBefore = s.notBefore;
            remarks = s.remarks;
        }

        /** The failure, if there was one, is over. */
        void forgetFailure() {
            remedy = Remedy.NONE;
            attempts = 0;
            restarted = false;
            inDoubt = false;
            heldBy = -1;
        }
    }
}
