/** What to do: (state, observation, now) to (next state, commands). Pure: no I/O, clock, thread or log. */
@NullMarked
package org.recoverykit.core.decide;

import org.jspecify.annotations.NullMarked;
