package org.recoverykit.linux.socket;

import java.nio.ByteBuffer;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.types.size_t;
import jnr.ffi.types.ssize_t;
import jnr.ffi.types.u_int64_t;

/** The C library, loaded at the first call. */
final class Native {
    private Native() {}

    static LibC libC() {
        return Holder.LIB_C;
    }

    /** The error number of the calling thread's last call: read it on the very next line, and only after a failure. */
    static int errno() {
        return Holder.RUNTIME.getLastError();
    }

    /** Where a direct buffer is; the caller keeps it as long as native code uses the number. */
    static long addressOf(ByteBuffer direct) {
        return Pointer.wrap(Holder.RUNTIME, direct).address();
    }

    /**
     * The functions used. Buffers are direct and passed at position 0: others are copied, and pinned arrays stop the
     * collector while a call blocks. Never declare six plain integer parameters: the generated stub gets the sixth wrong; any
     * buffer among them avoids that.
     */
    public interface LibC {
        int socket(int family, int type, int protocol);

        int bind(int fd, ByteBuffer address, int length);

        int connect(int fd, ByteBuffer address, int length);

        @ssize_t
        long send(int fd, ByteBuffer data, @size_t long length, int flags);

        /** From a bare address, which is cheaper than a buffer when it is known; see {@link Inbox}. */
        @ssize_t
        long send(int fd, @u_int64_t long address, @size_t long length, int flags);

        /** A {@code struct msghdr} at a bare address. */
        @ssize_t
        long recvmsg(int fd, @u_int64_t long header, int flags);

        @ssize_t
        long sendto(int fd, ByteBuffer data, @size_t long length, int flags, ByteBuffer address, int addressLength);

        @ssize_t
        long recv(int fd, ByteBuffer data, @size_t long length, int flags);

        int setsockopt(int fd, int level, int option, ByteBuffer value, int length);

        /** An array of {@code struct pollfd} at a bare address. */
        int poll(@u_int64_t long descriptors, @u_int64_t long count, int timeoutMillis);

        int eventfd(int initial, int flags);

        @ssize_t
        long read(int fd, ByteBuffer data, @size_t long length);

        @ssize_t
        long write(int fd, ByteBuffer data, @size_t long length);

        int open(ByteBuffer path, int flags);

        int close(int fd);

        int setns(int fd, int kind);

        int unshare(int flags);

        int capset(ByteBuffer header, ByteBuffer data);
    }

    private static final class Holder {
        static final LibC LIB_C = LibraryLoader.create(LibC.class).load("c");
        static final Runtime RUNTIME = Runtime.getRuntime(LIB_C);
    }
}
