package org.recoverykit.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.recoverykit.linux.codec.LinkCodec;
import org.recoverykit.linux.codec.MessageReader;
import org.recoverykit.linux.codec.MessageWriter;
import org.recoverykit.linux.codec.Rtnetlink;
import org.recoverykit.linux.socket.Errno;
import org.recoverykit.linux.socket.SystemCallException;
import org.recoverykit.linux.socket.Transport;

/** Plays the kernel: answers as a test says, by a clock that moves only while somebody waits. */
final class ScriptedKernel implements Transport {
    private static final int NAME = 3;

    /** What one request asked. */
    record Asked(int type, int sequence, ScriptedKernel kernel) {
        void answer(byte[]... datagrams) {
            Arrays.stream(datagrams).forEach(kernel::deliver);
        }
    }

    final List<Asked> asked = new ArrayList<>();
    private final List<String> journal;
    private final Consumer<Asked> script;
    private final Deque<Object> queue = new ArrayDeque<>();
    private long now;
    private int datagrams;
    private boolean closed;

    ScriptedKernel(List<String> journal, Consumer<Asked> script) {
        this.journal = journal;
        this.script = script;
    }

    ScriptedKernel(Consumer<Asked> script) {
        this(new ArrayList<>(), script);
    }

    static ScriptedKernel silent() {
        return new ScriptedKernel(asked -> {});
    }

    /** How many datagrams of requests came. */
    int datagrams() {
        return datagrams;
    }

    boolean closed() {
        return closed;
    }

    long now() {
        return now;
    }

    void pass(long nanos) {
        now += nanos;
    }

    void deliver(byte[] datagram) {
        queue.add(datagram);
    }

    void fail(int errno) {
        queue.add(errno);
    }

    @Override
    public int send(ByteBuffer messages, int length) {
        datagrams++;
        MessageReader message = new MessageReader(messages, length);
        while (message.next()) {
            journal.add("asked " + message.type());
            Asked one = new Asked(message.type(), message.sequence(), this);
            asked.add(one);
            script.accept(one);
        }
        return length;
    }

    @Override
    public int receiveNow(ByteBuffer into) {
        Object next = queue.poll();
        if (next == null) {
            return -Errno.EAGAIN;
        }
        if (next instanceof Integer errno) {
            journal.add("failed " + errno);
            return -errno;
        }
        byte[] datagram = (byte[]) next;
        if (datagram.length > into.capacity()) {
            throw new SystemCallException("a datagram that does not fit", Errno.ENOBUFS);
        }
        journal.add("took one");
        into.clear().put(datagram);
        return datagram.length;
    }

    @Override
    public boolean awaitReadable(long timeoutNanos) {
        now += timeoutNanos;
        return !queue.isEmpty();
    }

    @Override
    public void close() {
        closed = true;
    }

    static byte[] ack(int sequence, int errno) {
        return message(
                Rtnetlink.ERROR,
                0,
                sequence,
                writer -> writer.u32(-errno).u32(0).u32(0).u32(0).u32(0));
    }

    static byte[] done(int sequence, int flags) {
        return message(Rtnetlink.DONE, flags, sequence, writer -> writer.u32(0));
    }

    static byte[] link(int sequence, int messageFlags, int index, String name, int flags) {
        return message(
                Rtnetlink.NEW_LINK,
                messageFlags,
                sequence,
                writer -> LinkCodec.struct(writer, index, flags, 0).attribute(NAME, name));
    }

    private static byte[] message(int type, int flags, int sequence, Consumer<MessageWriter> payload) {
        ByteBuffer buffer = ByteBuffer.allocate(256).order(ByteOrder.nativeOrder());
        MessageWriter writer = new MessageWriter(buffer).begin(type, flags, sequence);
        payload.accept(writer);
        writer.end();
        return Arrays.copyOf(buffer.array(), writer.length());
    }
}
