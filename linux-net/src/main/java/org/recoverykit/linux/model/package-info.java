/** Immutable values that the kernel and its callers exchange: links, addresses, routes, rules, frames. No I/O. */
@NullMarked
package org.recoverykit.linux.model;

import org.jspecify.annotations.NullMarked;
