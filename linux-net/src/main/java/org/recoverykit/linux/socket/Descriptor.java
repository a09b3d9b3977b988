package org.recoverykit.linux.socket;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An open file descriptor. Whoever owns it sees to it that nobody uses it while or after it is closed: numbers are used
 * again at once.
 */
public final class Descriptor implements AutoCloseable {
    private final int number;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Descriptor(int number) {
        this.number = number;
    }

    /** Takes what a system call returned: a descriptor, or -1 and an error number. Call it on the very next line. */
    static Descriptor of(int returned, String what) {
        if (returned < 0) {
            throw new SystemCallException(what, Native.errno());
        }
        return new Descriptor(returned);
    }

    /** Opens a file to read. */
    public static Descriptor openFile(String path) {
        return of(Native.libC().open(Buffers.text(path), SocketNumbers.O_CLOEXEC), "open " + path);
    }

    /** Its number. */
    public int number() {
        return number;
    }

    /** Sends one datagram: bytes sent or a negative error number. The buffer is direct; its position becomes 0. */
    public int send(ByteBuffer data, int length, int flags) {
        // Native code is given the address of the position.
        return result(Native.libC().send(number, data.clear(), length, flags));
    }

    /** Sends one datagram from memory that the caller keeps alive: bytes sent or a negative error number. */
    int send(long address, int length, int flags) {
        return result(Native.libC().send(number, address, length, flags));
    }

    /** Sends one datagram to an address: bytes sent or a negative error number. Both buffers are direct and sent whole. */
    int sendTo(ByteBuffer data, int flags, ByteBuffer address) {
        return result(Native.libC()
                .sendto(number, data.clear(), data.capacity(), flags, address.clear(), address.capacity()));
    }

    /** Receives one datagram: its whole length, even when the buffer is smaller, or a negative error number. */
    public int receive(ByteBuffer data, int flags) {
        return result(Native.libC().recv(number, data, data.capacity(), flags | SocketNumbers.MSG_TRUNC));
    }

    /** Receives by a message header at an address that the caller keeps alive: as {@link #receive}. */
    int receiveMessage(long header, int flags) {
        return result(Native.libC().recvmsg(number, header, flags));
    }

    /** Sets an integer option: 0 or a negative error number. */
    int option(int level, int option, int value) {
        ByteBuffer word = ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder());
        word.putInt(0, value);
        return result(Native.libC().setsockopt(number, level, option, word, 4));
    }

    /** Sets an option that is a structure: 0 or a negative error number. */
    int option(int level, int option, ByteBuffer value) {
        return result(Native.libC().setsockopt(number, level, option, value, value.capacity()));
    }

    /** 0 or a negative error number. */
    int bind(ByteBuffer address) {
        return result(Native.libC().bind(number, address, address.capacity()));
    }

    void bind(ByteBuffer address, String what) {
        int result = bind(address);
        if (result < 0) {
            close();
            throw new SystemCallException(what, -result);
        }
    }

    int connect(ByteBuffer address) {
        return result(Native.libC().connect(number, address, address.capacity()));
    }

    int read(ByteBuffer data) {
        return result(Native.libC().read(number, data, data.capacity()));
    }

    int write(ByteBuffer data) {
        return result(Native.libC().write(number, data, data.capacity()));
    }

    /** A count, or -1 turned into the error number; the number of the last failure stays, so the sign decides. */
    static int result(long returned) {
        return returned < 0 ? -Native.errno() : (int) returned;
    }

    /** Closes once, whatever the kernel says: after EINTR too the number is free. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            int unused = Native.libC().close(number);
        }
    }
}
