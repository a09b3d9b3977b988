/**
 * For a kit's own crash test: a process with an engine in it is killed with SIGKILL at every step that a story passes, and
 * the next process has to make all good. {@link org.recoverykit.testkit.crash.CrashCases} is where to begin.
 */
@NullMarked
package org.recoverykit.testkit.crash;

import org.jspecify.annotations.NullMarked;
