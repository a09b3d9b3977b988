package org.recoverykit.linux;

import java.nio.ByteBuffer;
import org.recoverykit.linux.codec.AddressCodec;
import org.recoverykit.linux.codec.LinkCodec;
import org.recoverykit.linux.codec.MalformedMessageException;
import org.recoverykit.linux.codec.MessageReader;
import org.recoverykit.linux.codec.Rtnetlink;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.socket.Buffers;
import org.recoverykit.linux.socket.Errno;
import org.recoverykit.linux.socket.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the kernel's events from their queue and puts them into the table. */
final class EventFeed {
    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
    private static final int BUFFER = 64 << 10;
    private static final int DATAGRAMS_AT_ONCE = 50_000;

    private final Transport events;
    private final Changes changes;
    private final ByteBuffer in = Buffers.direct(BUFFER);

    EventFeed(Transport events, Changes changes) {
        this.events = events;
        this.changes = changes;
    }

    /** Applies all that is queued: whether events were lost. */
    boolean drain() {
        boolean lost = false;
        for (int i = 0; i < DATAGRAMS_AT_ONCE; i++) {
            int length = events.receiveNow(in);
            if (length == -Errno.EAGAIN) {
                return lost;
            }
            if (length > 0) {
                lost |= !applied(length);
            } else if (length != -Errno.EINTR) {
                // ENOBUFS comes first, and then what was queued before: that must be gone before all is read anew.
                lost = true;
            }
        }
        return lost;
    }

    private boolean applied(int length) {
        try {
            MessageReader message = new MessageReader(in, length);
            boolean complete = true;
            while (message.next()) {
                complete &= message.type() != Rtnetlink.OVERRUN;
                apply(message);
            }
            return complete;
        } catch (MalformedMessageException e) {
            LOG.warn("event=netlink-message-malformed action=resync reason=\"{}\"", e.getMessage());
            return false;
        }
    }

    private void apply(MessageReader message) {
        switch (message.type()) {
            case Rtnetlink.NEW_LINK -> {
                if (LinkCodec.ofLink(in, message)) {
                    if (Link.lacksCarrier(LinkCodec.flags(in, message))) {
                        changes.carrierMissing(LinkCodec.index(in, message));
                    }
                    changes.link(LinkCodec.decode(in, message));
                }
            }
            case Rtnetlink.DEL_LINK -> {
                if (LinkCodec.ofLink(in, message)) {
                    changes.linkGone(LinkCodec.index(in, message));
                }
            }
            case Rtnetlink.NEW_ADDRESS -> AddressCodec.decode(in, message).ifPresent(changes::address);
            case Rtnetlink.DEL_ADDRESS -> AddressCodec.decode(in, message).ifPresent(changes::addressGone);
            default -> {
                // No other group was joined.
            }
        }
    }
}
