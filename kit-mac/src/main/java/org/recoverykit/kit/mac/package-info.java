/**
 * The kit {@code mac}: one Ethernet hardware address that moves between interfaces, and is given back. When to use it and what
 * it costs: {@code docs/kits/mac.md}.
 */
@NullMarked
package org.recoverykit.kit.mac;

import org.jspecify.annotations.NullMarked;
