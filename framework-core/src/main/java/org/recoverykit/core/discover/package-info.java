/** Finds kits by {@link java.util.ServiceLoader}, the only place that does; a kit that cannot be used is a problem, not an error. */
@NullMarked
package org.recoverykit.core.discover;

import org.jspecify.annotations.NullMarked;
