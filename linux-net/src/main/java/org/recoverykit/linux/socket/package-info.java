/**
 * File descriptors and system calls: the only place that touches native code. Internal: public only because the facade
 * and the laboratory live in other packages.
 *
 * <p>Calls answer as the kernel does: a count, or an error number as a negative one.
 */
@NullMarked
package org.recoverykit.linux.socket;

import org.jspecify.annotations.NullMarked;
