@NullMarked
package org.recoverykit.linux.process;

import org.jspecify.annotations.NullMarked;
