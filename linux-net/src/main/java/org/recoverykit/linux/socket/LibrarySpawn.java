package org.recoverykit.linux.socket;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/** Starts a child by posix_spawn(3). glibc shares our memory with it until it runs its program, as vfork does. */
final class LibrarySpawn {
    private static final short SETSIGDEF = 0x04;
    private static final short SETSIGMASK = 0x08;
    private static final short SETSID = 0x80;
    private static final short SETCGROUP = 0x100;
    private static final int SIGKILL = 9;
    private static final int ENOSYS = 38;
    private static final int O_WRONLY = 1;
    private static final int O_APPEND = 0x400;
    private static final int O_NOFOLLOW = 0x20000;
    private static final int O_NOFOLLOW_ARM = 0x8000;
    /** glibc's own are 80, 336 and 128 bytes long, musl's no longer. */
    private static final int ROOM = 512;

    private static final int FIRST_OF_OTHERS = 3;
    private static final ByteBuffer NO_SIGNAL = Buffers.direct(ROOM);
    private static final ByteBuffer EVERY_SIGNAL = everySignal();
    private static final ByteBuffer NOTHING_TO_READ = Buffers.text("/dev/null");

    private LibrarySpawn() {}

    /** Which step failed, if one does, it does not tell. */
    static Spawn.Result start(ChildSpec child) {
        int pid = spawn(child);
        if (pid < 0) {
            return new Spawn.Result.Refused(-pid, Errno.describe(-pid));
        }
        try {
            return new Spawn.Result.Started(PidDescriptor.open(pid));
        } catch (SystemCallException noDescriptor) {
            // It is our child and nobody has waited for it, so the number is still its own.
            boolean unused = PidDescriptor.signalGroup(pid, SIGKILL);
            return new Spawn.Result.Refused(noDescriptor.errno(), String.valueOf(noDescriptor.getMessage()));
        }
    }

    private static int spawn(ChildSpec child) {
        NativeProcess.LibC libC = NativeProcess.libC();
        ChildTexts texts = new ChildTexts(child, 2 * ROOM + Long.BYTES);
        ByteBuffer actions = texts.part(0, ROOM);
        ByteBuffer attributes = texts.part(ROOM, ROOM);
        ByteBuffer pid = texts.part(2 * ROOM, Integer.BYTES);
        int result = libC.posix_spawn_file_actions_init(actions);
        try {
            result |= describe(actions, texts);
            result |= libC.posix_spawnattr_init(attributes);
            int flags = SETSIGDEF | SETSIGMASK | SETSID;
            if (child.group().isPresent()) {
                if (!SpawnSupport.libraryStartsInGroups()) {
                    return -ENOSYS;
                }
                flags |= SETCGROUP;
                result |= libC.posix_spawnattr_setcgroup_np(
                        attributes, child.group().get().number());
            }
            result |= libC.posix_spawnattr_setflags(attributes, (short) flags);
            result |= libC.posix_spawnattr_setsigmask(attributes, NO_SIGNAL);
            result |= libC.posix_spawnattr_setsigdefault(attributes, EVERY_SIGNAL);
            if (result != 0) {
                return -result;
            }
            result = libC.posix_spawn(pid, texts.path(), actions, attributes, texts.arguments(), texts.variables());
            return result == 0 ? pid.getInt(0) : -result;
        } finally {
            int unused = libC.posix_spawn_file_actions_destroy(actions) | libC.posix_spawnattr_destroy(attributes);
            Reference.reachabilityFence(texts);
        }
    }

    private static int describe(ByteBuffer actions, ChildTexts texts) {
        NativeProcess.LibC libC = NativeProcess.libC();
        String machine = System.getProperty("os.arch", "");
        int noFollow = machine.startsWith("aarch") || machine.startsWith("arm") ? O_NOFOLLOW_ARM : O_NOFOLLOW;
        int append = O_WRONLY | O_APPEND | noFollow;
        return libC.posix_spawn_file_actions_addopen(actions, 0, NOTHING_TO_READ, 0, 0)
                | libC.posix_spawn_file_actions_addopen(actions, 1, texts.output(), append, 0)
                | libC.posix_spawn_file_actions_adddup2(actions, 1, 2)
                // The JVM does not mark all of its descriptors as ours alone, so they are closed one and all.
                | libC.posix_spawn_file_actions_addclosefrom_np(actions, FIRST_OF_OTHERS)
                | libC.posix_spawn_file_actions_addchdir_np(actions, texts.directory());
    }

    private static ByteBuffer everySignal() {
        ByteBuffer all = Buffers.direct(ROOM);
        for (int at = 0; at < ROOM; at += Long.BYTES) {
            all.putLong(at, -1L);
        }
        return all;
    }
}
