package org.recoverykit.linux.socket;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/** Waits for descriptors. Used by one thread at a time. */
public final class Poll {
    private static final int ENTRY = 8;
    private static final int EVENTS_AT = 4;
    private static final int RETURNED_AT = 6;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ByteBuffer entries;
    private final long address;
    private final int count;

    /** Waits for these, which stay open as long as this is used. */
    public Poll(Descriptor... descriptors) {
        count = descriptors.length;
        entries = Buffers.direct(ENTRY * count);
        address = Native.addressOf(entries);
        for (int i = 0; i < count; i++) {
            entries.putInt(i * ENTRY, descriptors[i].number());
        }
    }

    /** Waits at most this long, rounded up to milliseconds: whether any is ready. An interrupting signal counts as not. */
    public boolean await(int events, long timeoutNanos) {
        long millis = Math.max(0, (timeoutNanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
        return awaitMillis(events, (int) Math.min(millis, Integer.MAX_VALUE));
    }

    /** The same in milliseconds; -1 waits for ever. */
    public boolean awaitMillis(int events, int timeoutMillis) {
        for (int i = 0; i < count; i++) {
            entries.putShort(i * ENTRY + EVENTS_AT, (short) events);
            entries.putShort(i * ENTRY + RETURNED_AT, (short) 0);
        }
        try {
            return Native.libC().poll(address, count, timeoutMillis) > 0;
        } finally {
            // The kernel writes there when the wait ends, perhaps long after the last use that the compiler sees.
            // Without
            // this the memory of a Poll that is used once would be freed under it.
            Reference.reachabilityFence(this);
        }
    }

    /** Whether the last wait found this one, counted from 0, ready or in error. */
    public boolean ready(int index) {
        return entries.getShort(index * ENTRY + RETURNED_AT) != 0;
    }
}
