/**
 * Rtnetlink messages and ARP frames as bytes: pure functions over {@link java.nio.ByteBuffer}, no I/O and no native code.
 * Internal: public only because the facade and the laboratory live in other packages.
 *
 * <p>Integers of headers and attributes have the buffer's byte order, which is the host's for a real kernel; IP addresses
 * and frames have the network's.
 */
@NullMarked
package org.recoverykit.linux.codec;

import org.jspecify.annotations.NullMarked;
