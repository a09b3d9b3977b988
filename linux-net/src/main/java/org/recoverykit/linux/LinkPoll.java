package org.recoverykit.linux;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.recoverykit.linux.codec.LinkCodec;
import org.recoverykit.linux.codec.MalformedMessageException;
import org.recoverykit.linux.codec.MessageReader;
import org.recoverykit.linux.codec.MessageWriter;
import org.recoverykit.linux.codec.Rtnetlink;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.socket.Buffers;
import org.recoverykit.linux.socket.SystemCallException;

/**
 * Asks for the carrier of one link. The kernel announces a lost carrier at once only for links with another link below them
 * or beside them; for all else, physical interfaces among them, it may wait a second. It asks for ever, so it asks with one
 * request that it only amends, and reads no more of the answer than the flags as long as they are as before.
 */
final class LinkPoll {
    private static final long TIMEOUT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int REQUEST_LENGTH = 64;

    private final Dialogue dialogue;
    private final ByteBuffer request = Buffers.direct(REQUEST_LENGTH);
    private final int length;
    private final MessageReader message;

    LinkPoll(Dialogue dialogue) {
        this.dialogue = dialogue;
        MessageWriter writer = new MessageWriter(request);
        LinkCodec.writeGet(writer, 0, 0);
        length = writer.length();
        message = new MessageReader(dialogue.received(), 0);
    }

    /** Whether the kernel's flags for a link differ from those known; false when it does not answer. */
    boolean differs(Link known) {
        return answered(known.index()) && LinkCodec.flags(dialogue.received(), message) != known.flags();
    }

    /** The link as it is now; empty when it is gone or the kernel does not answer. */
    Optional<Link> ask(int ifindex) {
        return answered(ifindex) ? Optional.of(LinkCodec.decode(dialogue.received(), message)) : Optional.empty();
    }

    /** Whether the answer came; then the reader stands at it. */
    private boolean answered(int ifindex) {
        try {
            int sequence = dialogue.nextSequence();
            LinkCodec.amendGet(request, sequence, ifindex);
            if (dialogue.send(request, length) < 0) {
                return false;
            }
            long deadline = dialogue.deadlineIn(TIMEOUT_NANOS);
            for (int got = dialogue.receive(deadline); got > 0; got = dialogue.receive(deadline)) {
                message.restart(got);
                while (message.next()) {
                    if (message.sequence() == sequence) {
                        return message.type() == Rtnetlink.NEW_LINK;
                    }
                }
            }
        } catch (SystemCallException | MalformedMessageException e) {
            // The next turn asks again, and events come anyway.
        }
        dialogue.close();
        return false;
    }
}
