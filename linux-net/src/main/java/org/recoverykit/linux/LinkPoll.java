package org.recoverykit.linux;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * Asks for the carrier of links. The kernel announces a lost carrier at once only for links with another link below them
 * or beside them; for all else, physical interfaces among them, it may wait a second. It asks for ever, so it asks for all links
 * by one system call, with requests that it only amends, and reads no more of an answer than the flags as long as they are as
 * before.
 */
final class LinkPoll {
    private static final long TIMEOUT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int AT_ONCE = 32;
    private static final int ROOM = 64 * AT_ONCE;

    private final Dialogue dialogue;
    private final ByteBuffer requests = Buffers.direct(ROOM);
    private final int length;
    private final MessageReader message;
    private final Answer comparing = this::compare;
    private List<Link> compared = List.of();
    private int from;
    private List<Link> differing = List.of();

    LinkPoll(Dialogue dialogue) {
        this.dialogue = dialogue;
        MessageWriter writer = new MessageWriter(requests);
        for (int i = 0; i < AT_ONCE; i++) {
            LinkCodec.writeGet(writer, 0, 0);
        }
        length = writer.length() / AT_ONCE;
        message = new MessageReader(dialogue.received(), 0);
    }

    /** Takes the answer about the link that was asked for in this place; the reader stands at it. */
    private interface Answer {
        void take(int place);
    }

    /** Those for which the kernel has other flags than these; none of those for which it does not answer. */
    List<Link> differing(List<Link> known) {
        differing = List.of();
        compared = known;
        for (from = 0; from < known.size(); from += AT_ONCE) {
            int count = Math.min(known.size() - from, AT_ONCE);
            for (int i = 0; i < count; i++) {
                LinkCodec.amendIndex(requests, i * length, known.get(from + i).index());
            }
            converse(count, comparing);
        }
        return differing;
    }

    private void compare(int place) {
        Link known = compared.get(from + place);
        if (LinkCodec.flags(dialogue.received(), message) != known.flags()) {
            List<Link> found = new ArrayList<>(differing);
            found.add(known);
            differing = found;
        }
    }

    /** The link as it is now; empty when it is gone or the kernel does not answer. */
    Optional<Link> ask(int ifindex) {
        List<Link> found = new ArrayList<>(1);
        LinkCodec.amendIndex(requests, 0, ifindex);
        converse(1, place -> found.add(LinkCodec.decode(dialogue.received(), message)));
        return found.stream().findFirst();
    }

    /** Sends the first so many requests, and waits for an answer to each. */
    private void converse(int count, Answer answer) {
        try {
            int first = dialogue.nextSequences(count);
            for (int i = 0; i < count; i++) {
                LinkCodec.amendSequence(requests, i * length, first + i);
            }
            if (dialogue.send(requests, count * length) >= 0 && answered(first, count, answer)) {
                return;
            }
        } catch (SystemCallException | MalformedMessageException e) {
            // The next turn asks again, and events come anyway.
        }
        dialogue.close();
    }

    private boolean answered(int first, int count, Answer answer) {
        long deadline = dialogue.deadlineIn(TIMEOUT_NANOS);
        int missing = count;
        while (missing > 0) {
            int got = dialogue.receive(deadline);
            if (got == 0) {
                return false;
            }
            message.restart(got);
            while (message.next()) {
                int place = message.sequence() - first;
                if (place >= 0 && place < count) {
                    missing--;
                    // An error is no news: of a link that is gone an event tells.
                    if (message.type() == Rtnetlink.NEW_LINK) {
                        answer.take(place);
                    }
                }
            }
        }
        return true;
    }
}
