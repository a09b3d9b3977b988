package org.recoverykit.core.decide;

import org.recoverykit.engine.FailoverRequest;

/** Whose hierarchy it is: this node's, somebody's to be found, or another node's. */
sealed interface Phase {
    /** Whether everything of it has to be out here. */
    default boolean isGoing() {
        return false;
    }

    /** This node's. */
    record Kept() implements Phase {
        static final Kept PLAIN = new Kept();
    }

    /** This node's, and the host was asked for another. {@code hard}: this node cannot mend it. */
    record Asking(FailoverRequest request, boolean hard, long sinceNanos) implements Phase {}

    /** On its way out. */
    record Leaving(FailoverRequest request, boolean hard, String node) implements Phase {
        @Override
        public boolean isGoing() {
            return true;
        }
    }

    /**
     * The host was asked to bring it up there, and the engine was restarted before the answer: {@code node} may have it. It is
     * proven out once more and asked for again, and not restored here before the answer.
     */
    record Offered(FailoverRequest request, String node) implements Phase {
        @Override
        public boolean isGoing() {
            return true;
        }
    }

    /** All of it is proven out, and the host was asked to bring it up there. */
    record HandingOver(FailoverRequest request, boolean hard, String node, long sinceNanos) implements Phase {
        @Override
        public boolean isGoing() {
            return true;
        }
    }

    /** Another node's. */
    record HandedOver(String node) implements Phase {
        @Override
        public boolean isGoing() {
            return true;
        }
    }
}
