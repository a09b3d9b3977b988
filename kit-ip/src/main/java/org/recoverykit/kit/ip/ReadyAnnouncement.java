package org.recoverykit.kit.ip;

import java.util.Optional;
import org.recoverykit.linux.ReadyFrame;
import org.recoverykit.linux.model.Link;

/**
 * What is to be told at once if one interface loses its carrier, found out while all was well. It holds until anything changes
 * that was looked at to find it out.
 *
 * @param from the index of the interface that has the address; 0 when nothing stands ready
 * @param to where clients are led to instead
 * @param change the count of changes when the looking began
 */
record ReadyAnnouncement(int from, Optional<Link> to, long change, Optional<ReadyFrame> frame) {
    /** Nothing stands ready. */
    static final ReadyAnnouncement NONE = new ReadyAnnouncement(0, Optional.empty(), 0, Optional.empty());

    /** Nothing stands ready, and looking again would find that again. */
    static ReadyAnnouncement none(long change) {
        return new ReadyAnnouncement(0, Optional.empty(), change, Optional.empty());
    }

    /** The one of two that was found out later. */
    ReadyAnnouncement later(ReadyAnnouncement other) {
        return other.change >= change ? other : this;
    }
}
