/** Reads a configuration strictly, all problems at once, and binds settings to each kit's record. */
@NullMarked
package org.recoverykit.core.config;

import org.jspecify.annotations.NullMarked;
