package org.recoverykit.linux;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.recoverykit.linux.codec.Ack;
import org.recoverykit.linux.codec.MalformedMessageException;
import org.recoverykit.linux.codec.MessageReader;
import org.recoverykit.linux.codec.MessageWriter;
import org.recoverykit.linux.codec.Rtnetlink;
import org.recoverykit.linux.socket.Buffers;
import org.recoverykit.linux.socket.Errno;
import org.recoverykit.linux.socket.SystemCallException;

/**
 * One conversation with the kernel at a time: request, answer, acknowledgement. After a time-out the socket is thrown away,
 * so that a late answer never meets the next question.
 */
final class RequestChannel implements AutoCloseable {
    /** Messages for one send call: as in the C floor that we compare with. */
    static final int BATCH = 64;

    private static final int DUMP_ATTEMPTS = 20;

    /** Writes one request with the sequence number it is given. */
    interface Request {
        void write(MessageWriter writer, int sequence);
    }

    /** Takes one message of an answer. */
    interface Answer {
        void take(ByteBuffer buffer, MessageReader message);
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final ByteBuffer out = Buffers.direct(Dialogue.BUFFER);
    private final Dialogue dialogue;
    private boolean closed;
    private boolean tablesMoved;

    RequestChannel(Dialogue dialogue) {
        this.dialogue = dialogue;
    }

    /** A question that is answered by one message or by an error: the answer's acknowledgement, or empty after a time-out. */
    Optional<Ack> ask(Request question, Answer answer, Duration timeout) {
        return locked(timeout, deadline -> converse(question, answer, false, deadline));
    }

    /** A change that is acknowledged. */
    Optional<Ack> command(Request change, Duration timeout) {
        return locked(timeout, deadline -> converse(change, (buffer, message) -> {}, true, deadline));
    }

    /** A question that is answered by many messages; asked again, from the beginning, while they change under the reading. */
    Optional<Ack> dump(Request question, Runnable begin, Answer answer, Duration timeout) {
        return locked(timeout, deadline -> {
            for (int attempt = 0; attempt < DUMP_ATTEMPTS; attempt++) {
                begin.run();
                Optional<Ack> ack = converse(question, answer, true, deadline);
                if (ack.isEmpty() || !ack.get().done() || !tablesMoved) {
                    return ack;
                }
            }
            return Optional.of(new Ack(Errno.EAGAIN, "the tables never stood still"));
        });
    }

    /** Changes in order, many to a system call: an acknowledgement for each, empty after a time-out. */
    List<Optional<Ack>> commands(List<Request> changes, Duration timeout) {
        List<Optional<Ack>> acks = new ArrayList<>(Collections.nCopies(changes.size(), Optional.empty()));
        Optional<Ack> trouble = locked(timeout, deadline -> {
            for (int from = 0; from < changes.size(); from += BATCH) {
                int to = Math.min(from + BATCH, changes.size());
                Optional<Ack> failed = batch(changes.subList(from, to), acks.subList(from, to), deadline);
                if (failed.isEmpty() || !failed.get().done()) {
                    return failed;
                }
            }
            return DONE;
        });
        if (trouble.isPresent() && !trouble.get().done()) {
            acks.replaceAll(ack -> ack.isPresent() ? ack : trouble);
        }
        return acks;
    }

    private static final Optional<Ack> DONE = Optional.of(new Ack(0, ""));

    private interface Conversation {
        Optional<Ack> hold(long deadline);
    }

    private Optional<Ack> locked(Duration timeout, Conversation conversation) {
        long deadline = dialogue.deadlineIn(timeout.toNanos());
        if (!acquired(timeout)) {
            return Optional.empty();
        }
        boolean intact = false;
        try {
            Optional<Ack> ack = closed ? Optional.of(new Ack(Errno.EBADF, "")) : conversation.hold(deadline);
            intact = ack.isPresent();
            return ack;
        } catch (MalformedMessageException e) {
            return Optional.of(new Ack(Errno.EBADMSG, String.valueOf(e.getMessage())));
        } catch (SystemCallException e) {
            return Optional.of(new Ack(e.errno(), String.valueOf(e.getMessage())));
        } finally {
            if (!intact) {
                dialogue.close();
            }
            lock.unlock();
        }
    }

    /** An interrupted caller is served as long as there is nothing to wait for. */
    private boolean acquired(Duration timeout) {
        try {
            return lock.tryLock() || lock.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<Ack> converse(Request request, Answer answer, boolean untilAck, long deadline) {
        int expected = dialogue.nextSequence();
        tablesMoved = false;
        request.write(new MessageWriter(out.clear()), expected);
        int sent = dialogue.send(out, out.position());
        if (sent < 0) {
            return Optional.of(new Ack(-sent, ""));
        }
        ByteBuffer in = dialogue.received();
        for (int length = dialogue.receive(deadline); length > 0; length = dialogue.receive(deadline)) {
            MessageReader message = new MessageReader(in, length);
            while (message.next()) {
                if (message.sequence() != expected) {
                    continue;
                }
                // The last message may be the one that says it.
                tablesMoved |= (message.flags() & Rtnetlink.DUMP_INTERRUPTED) != 0;
                if (message.type() == Rtnetlink.ERROR) {
                    return Optional.of(Ack.decode(in, message));
                }
                if (message.type() == Rtnetlink.DONE) {
                    return Optional.of(new Ack(Ack.errno(in, message.from(), message.to()), ""));
                }
                answer.take(in, message);
                if (!untilAck) {
                    return DONE;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Ack> batch(List<Request> changes, List<Optional<Ack>> acks, long deadline) {
        MessageWriter writer = new MessageWriter(out.clear());
        int first = dialogue.nextSequence();
        int sequence = first;
        for (Request change : changes) {
            change.write(writer, sequence);
            sequence = dialogue.nextSequence();
        }
        int sent = dialogue.send(out, writer.length());
        if (sent < 0) {
            return Optional.of(new Ack(-sent, ""));
        }
        int missing = changes.size();
        while (missing > 0) {
            int length = dialogue.receive(deadline);
            if (length <= 0) {
                return Optional.empty();
            }
            MessageReader message = new MessageReader(dialogue.received(), length);
            while (message.next()) {
                int index = message.sequence() - first;
                if (message.type() == Rtnetlink.ERROR && index >= 0 && index < acks.size()) {
                    Optional<Ack> ack = Optional.of(Ack.decode(dialogue.received(), message));
                    missing -= acks.set(index, ack).isEmpty() ? 1 : 0;
                }
            }
        }
        return DONE;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            dialogue.close();
        } finally {
            lock.unlock();
        }
    }
}
