/** Files as the kernel shows them, looked at as cheaply as it can be done again and again. */
@NullMarked
package org.recoverykit.linux.file;

import org.jspecify.annotations.NullMarked;
