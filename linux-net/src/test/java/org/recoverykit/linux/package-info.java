/** Without a kernel, or with nothing of it but the loopback. */
@NullMarked
package org.recoverykit.linux;

import org.jspecify.annotations.NullMarked;
