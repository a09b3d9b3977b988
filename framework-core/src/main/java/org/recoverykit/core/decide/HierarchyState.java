package org.recoverykit.core.decide;

import java.util.List;
import org.recoverykit.core.model.HierarchyModel;

/** Everything that is known of one hierarchy at one moment. Immutable, safe to hand to other threads. */
public final class HierarchyState {
    final HierarchyModel model;
    final Resources resources;
    final Common common;

    HierarchyState(HierarchyModel model, Resources resources, Common common) {
        this.model = model;
        this.resources = resources;
        this.common = common;
    }

    /** What it consists of. */
    public HierarchyModel model() {
        return model;
    }

    ResourceState resource(int index) {
        return resources.get(index);
    }

    /**
     * What belongs to no single resource.
     *
     * @param phase whose it is
     * @param maintenance whether it is in maintenance
     * @param tally sums over all resources
     * @param counters ids given out
     * @param pending commands not answered yet, oldest first
     * @param seenCommands ids of the last commands, for doubled ones
     * @param moveDelay how long to wait after the next refused failover
     * @param moveNotBefore when the next failover may be asked for
     * @param wake the one timer
     */
    record Common(
            Phase phase,
            boolean maintenance,
            Tally tally,
            Counters counters,
            List<PendingCommand> pending,
            List<Long> seenCommands,
            long moveDelay,
            long moveNotBefore,
            Wake wake) {}

    /** Sums over all resources, kept so that no decision has to look at all of them. */
    record Tally(int unproven, int running, int blocked, int wishes) {
        Tally plus(ResourceState state, int sign) {
            return new Tally(
                    unproven + (state.provenOut ? 0 : sign),
                    running + (state.idle() ? 0 : sign),
                    blocked + (state.is(Status.Kind.BLOCKED) ? sign : 0),
                    wishes + (state.remedy == Remedy.MOVE ? sign : 0));
        }
    }

    /** Ids given out so far. */
    record Counters(long calls, long requests, int starts) {}

    /** The one timer: whether there is one, and for when. */
    record Wake(boolean set, long atNanos) {
        static final Wake NONE = new Wake(false, 0);

        Wake by(long nanos) {
            return set && atNanos - nanos <= 0 ? this : new Wake(true, nanos);
        }
    }
}
