package org.recoverykit.core.config;

import java.util.List;
import org.recoverykit.engine.Problem;

/**
 * Settings, bound to a record or refused.
 *
 * @param <C> the record
 */
public sealed interface BindResult<C> {

    /**
     * Bound.
     *
     * @param value the record
     */
    record Bound<C>(C value) implements BindResult<C> {}

    /**
     * Refused.
     *
     * @param problems at least one
     */
    record Refused<C>(List<Problem> problems) implements BindResult<C> {
        /** Keeps a copy. */
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
