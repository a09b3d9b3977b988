package org.recoverykit.linux.socket;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * posix_spawn(3): a child in a session of its own, all signals as a fresh process has them, standard input from /dev/null,
 * both outputs appended to a file, no other descriptor of ours. glibc shares our memory with the child until it runs its
 * program, as vfork does: the size of this process costs nothing.
 */
public final class Spawn {
    private static final short SETSIGDEF = 0x04;
    private static final short SETSIGMASK = 0x08;
    private static final short SETSID = 0x80;
    private static final int O_WRONLY = 1;
    private static final int O_APPEND = 0x400;
    private static final int O_NOFOLLOW = 0x20000;
    private static final int O_NOFOLLOW_ARM = 0x8000;
    /** glibc's own are 80, 336 and 128 bytes long, musl's no longer. */
    private static final int ROOM = 512;

    private static final int WORD = Long.BYTES;
    private static final int FIRST_OF_OTHERS = 3;

    private Spawn() {}

    /**
     * Starts it.
     *
     * @param command path and arguments, passed as UTF-8
     * @param environment {@code name=value} each
     * @param directory where it starts
     * @param output an existing file, no symbolic link
     * @return the child's number, or a negative error number; which step failed it does not tell
     */
    public static int spawn(List<String> command, List<String> environment, String directory, String output) {
        NativeProcess.LibC libC = NativeProcess.libC();
        ByteBuffer path = Buffers.text(command.get(0));
        ByteBuffer pid = Buffers.direct(Integer.BYTES);
        Strings arguments = Strings.of(command);
        Strings variables = Strings.of(environment);
        ByteBuffer actions = Buffers.direct(ROOM);
        ByteBuffer attributes = Buffers.direct(ROOM);
        int result = libC.posix_spawn_file_actions_init(actions);
        try {
            result |= describe(actions, directory, output);
            result |= libC.posix_spawnattr_init(attributes);
            result |= libC.posix_spawnattr_setflags(attributes, (short) (SETSIGDEF | SETSIGMASK | SETSID));
            result |= libC.posix_spawnattr_setsigmask(attributes, Buffers.direct(ROOM));
            result |= libC.posix_spawnattr_setsigdefault(attributes, everySignal());
            if (result != 0) {
                return -result;
            }
            result = libC.posix_spawn(pid, path, actions, attributes, arguments.table(), variables.table());
            return result == 0 ? pid.getInt(0) : -result;
        } finally {
            int unused = libC.posix_spawn_file_actions_destroy(actions) | libC.posix_spawnattr_destroy(attributes);
            // The tables alone would not keep the collector from the texts.
            Reference.reachabilityFence(arguments.texts());
            Reference.reachabilityFence(variables.texts());
        }
    }

    private static int describe(ByteBuffer actions, String directory, String output) {
        NativeProcess.LibC libC = NativeProcess.libC();
        String machine = System.getProperty("os.arch", "");
        int noFollow = machine.startsWith("aarch") || machine.startsWith("arm") ? O_NOFOLLOW_ARM : O_NOFOLLOW;
        int append = O_WRONLY | O_APPEND | noFollow;
        return libC.posix_spawn_file_actions_addopen(actions, 0, Buffers.text("/dev/null"), 0, 0)
                | libC.posix_spawn_file_actions_addopen(actions, 1, Buffers.text(output), append, 0)
                | libC.posix_spawn_file_actions_adddup2(actions, 1, 2)
                // The JVM does not mark all of its descriptors as ours alone, so they are closed one and all.
                | libC.posix_spawn_file_actions_addclosefrom_np(actions, FIRST_OF_OTHERS)
                | libC.posix_spawn_file_actions_addchdir_np(actions, Buffers.text(directory));
    }

    private static ByteBuffer everySignal() {
        ByteBuffer all = Buffers.direct(ROOM);
        for (int at = 0; at < ROOM; at += WORD) {
            all.putLong(at, -1L);
        }
        return all;
    }

    /** Texts and a table of where each lies, ended by zero. */
    private record Strings(ByteBuffer table, ByteBuffer texts) {

        static Strings of(List<String> all) {
            List<byte[]> encoded =
                    all.stream().map(s -> s.getBytes(StandardCharsets.UTF_8)).toList();
            int size = encoded.stream().mapToInt(b -> b.length + 1).sum();
            ByteBuffer texts = Buffers.direct(Math.max(1, size));
            ByteBuffer table = Buffers.direct(WORD * (all.size() + 1));
            long base = NativeProcess.address(texts);
            int at = 0;
            for (int i = 0; i < encoded.size(); i++) {
                byte[] bytes = encoded.get(i);
                table.putLong(i * WORD, base + at);
                texts.put(at, bytes);
                at += bytes.length + 1;
            }
            return new Strings(table, texts);
        }
    }
}
