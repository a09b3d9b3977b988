/** OCF resource agents, unchanged: their meta-data, their exit codes, and which of them run without a cluster manager. */
@NullMarked
package org.recoverykit.kit.generic.ocf;

import org.jspecify.annotations.NullMarked;
