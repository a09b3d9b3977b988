/** The laboratory itself, and linux-net against the real kernel, which needs the laboratory. */
@NullMarked
package org.recoverykit.linux.lab;

import org.jspecify.annotations.NullMarked;
