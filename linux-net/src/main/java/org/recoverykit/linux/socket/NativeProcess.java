package org.recoverykit.linux.socket;

import java.nio.ByteBuffer;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.types.size_t;
import jnr.ffi.types.ssize_t;

/**
 * The C library's functions about processes and files, loaded at the first call. Not every library has all of them; one that is missing
 * fails when it is called, so {@link SpawnSupport} looks first.
 */
final class NativeProcess {
    private NativeProcess() {}

    static LibC libC() {
        return Holder.LIB_C;
    }

    static int errno() {
        return Holder.RUNTIME.getLastError();
    }

    /** Where a direct buffer lies, from its first byte on. */
    static long address(ByteBuffer direct) {
        return Pointer.wrap(Holder.RUNTIME, direct).address();
    }

    /**
     * The functions used. Buffers are direct; native code is given the address of the position. What is called for each
     * script takes addresses, which is quicker by a third; the caller keeps what is there.
     */
    public interface LibC {
        int posix_spawn(
                ByteBuffer pid,
                ByteBuffer path,
                ByteBuffer actions,
                ByteBuffer attributes,
                ByteBuffer arguments,
                ByteBuffer environment);

        int posix_spawn_file_actions_init(ByteBuffer actions);

        int posix_spawn_file_actions_addopen(ByteBuffer actions, int fd, ByteBuffer path, int flags, int mode);

        int posix_spawn_file_actions_adddup2(ByteBuffer actions, int fd, int copy);

        int posix_spawn_file_actions_addchdir_np(ByteBuffer actions, ByteBuffer path);

        int posix_spawn_file_actions_addclosefrom_np(ByteBuffer actions, int first);

        int posix_spawn_file_actions_destroy(ByteBuffer actions);

        int posix_spawnattr_init(ByteBuffer attributes);

        int posix_spawnattr_setflags(ByteBuffer attributes, short flags);

        int posix_spawnattr_setsigmask(ByteBuffer attributes, ByteBuffer signals);

        int posix_spawnattr_setsigdefault(ByteBuffer attributes, ByteBuffer signals);

        int posix_spawnattr_setcgroup_np(ByteBuffer attributes, int group);

        int posix_spawnattr_destroy(ByteBuffer attributes);

        int open(long path, int flags, int mode);

        @ssize_t
        long write(int fd, long data, @size_t long length);

        int statx(int directory, long path, int flags, int mask, long found);

        int waitpid(int pid, ByteBuffer status, int options);

        int kill(int pid, int signal);

        long syscall(long number, long first, long second, long third, long fourth);

        long dlsym(long handle, ByteBuffer name);
    }

    private static final class Holder {
        static final LibC LIB_C = LibraryLoader.create(LibC.class).load("c");
        static final Runtime RUNTIME = Runtime.getRuntime(LIB_C);
    }
}
