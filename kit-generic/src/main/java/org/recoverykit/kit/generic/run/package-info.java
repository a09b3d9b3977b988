/**
 * Runs one script: its own session, an exact environment, output to a file, a deadline after which none of it is left. Knows
 * nothing of what an exit code means.
 */
@NullMarked
package org.recoverykit.kit.generic.run;

import org.jspecify.annotations.NullMarked;
