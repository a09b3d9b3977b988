/**
 * The effects: observations go in, the decider's commands are carried out. Threads, deadlines and third-party code end here;
 * nothing is decided here.
 */
@NullMarked
package org.recoverykit.core.run;

import org.jspecify.annotations.NullMarked;
