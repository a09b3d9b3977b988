/**
 * Processes: starting one in a session of its own ({@link org.recoverykit.linux.process.ChildProcess}), hearing of the end of any
 * ({@link org.recoverykit.linux.process.ProcessExits}). Knows nothing of recovery.
 */
@NullMarked
package org.recoverykit.linux.process;

import org.jspecify.annotations.NullMarked;
