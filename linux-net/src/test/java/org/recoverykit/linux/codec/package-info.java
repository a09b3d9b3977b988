/** Without a kernel, or with nothing of it but the loopback. */
@NullMarked
package org.recoverykit.linux.codec;

import org.jspecify.annotations.NullMarked;
