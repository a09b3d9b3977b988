package org.recoverykit.core.decide;

import org.recoverykit.core.model.Moment;

/** The decider under test: the real one, or one with a planted bug. */
@FunctionalInterface
interface Decider {
    Decision decide(HierarchyState state, Observation observation, Moment now);
}
