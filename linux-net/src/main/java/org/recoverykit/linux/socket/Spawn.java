package org.recoverykit.linux.socket;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * posix_spawn(3): a child in a session of its own, all signals as a fresh process has them, standard input from /dev/null,
 * both outputs appended to a file, no other descriptor of ours. glibc shares our memory with the child until it runs its
 * program, as vfork does: the size of this process costs nothing.
 */
public final class Spawn {
    private static final short SETSIGDEF = 0x04;
    private static final short SETSIGMASK = 0x08;
    private static final short SETSID = 0x80;
    private static final short SETCGROUP = 0x100;
    private static final int O_WRONLY = 1;
    private static final int O_APPEND = 0x400;
    private static final int O_NOFOLLOW = 0x20000;
    private static final int O_NOFOLLOW_ARM = 0x8000;
    /** glibc's own are 80, 336 and 128 bytes long, musl's no longer. */
    private static final int ROOM = 512;

    private static final int WORD = Long.BYTES;
    private static final int FIRST_OF_OTHERS = 3;
    private static final ByteBuffer NO_SIGNAL = Buffers.direct(ROOM);
    private static final ByteBuffer EVERY_SIGNAL = everySignal();
    private static final ByteBuffer NOTHING_TO_READ = Buffers.text("/dev/null");

    private Spawn() {}

    /**
     * Starts it.
     *
     * @param command path and arguments, passed as UTF-8
     * @param environment {@code name=value} each
     * @param directory where it starts
     * @param output an existing file, no symbolic link
     * @param group the directory of the control group that it is born in, open; only where {@link
     *     SpawnSupport#startsInGroups} says yes. Being born there takes microseconds; to enter later by {@code cgroup.procs}
     *     takes a grace period of the kernel's, 4 to 16 ms
     * @return the child's number, or a negative error number; which step failed it does not tell
     */
    public static int spawn(
            List<String> command,
            List<String> environment,
            String directory,
            String output,
            Optional<Descriptor> group) {
        NativeProcess.LibC libC = NativeProcess.libC();
        Block block = new Block(command, environment, directory, output);
        ByteBuffer actions = block.actions;
        ByteBuffer attributes = block.attributes;
        int result = libC.posix_spawn_file_actions_init(actions);
        try {
            result |= describe(actions, block);
            result |= libC.posix_spawnattr_init(attributes);
            int flags = SETSIGDEF | SETSIGMASK | SETSID;
            if (group.isPresent()) {
                flags |= SETCGROUP;
                result |= libC.posix_spawnattr_setcgroup_np(
                        attributes, group.get().number());
            }
            result |= libC.posix_spawnattr_setflags(attributes, (short) flags);
            result |= libC.posix_spawnattr_setsigmask(attributes, NO_SIGNAL);
            result |= libC.posix_spawnattr_setsigdefault(attributes, EVERY_SIGNAL);
            if (result != 0) {
                return -result;
            }
            result = libC.posix_spawn(block.pid, block.path, actions, attributes, block.arguments, block.variables);
            return result == 0 ? block.pid.getInt(0) : -result;
        } finally {
            int unused = libC.posix_spawn_file_actions_destroy(actions) | libC.posix_spawnattr_destroy(attributes);
            // The tables in it would not keep the collector from the texts that they point to.
            Reference.reachabilityFence(block);
        }
    }

    private static int describe(ByteBuffer actions, Block block) {
        NativeProcess.LibC libC = NativeProcess.libC();
        String machine = System.getProperty("os.arch", "");
        int noFollow = machine.startsWith("aarch") || machine.startsWith("arm") ? O_NOFOLLOW_ARM : O_NOFOLLOW;
        int append = O_WRONLY | O_APPEND | noFollow;
        return libC.posix_spawn_file_actions_addopen(actions, 0, NOTHING_TO_READ, 0, 0)
                | libC.posix_spawn_file_actions_addopen(actions, 1, block.output, append, 0)
                | libC.posix_spawn_file_actions_adddup2(actions, 1, 2)
                // The JVM does not mark all of its descriptors as ours alone, so they are closed one and all.
                | libC.posix_spawn_file_actions_addclosefrom_np(actions, FIRST_OF_OTHERS)
                | libC.posix_spawn_file_actions_addchdir_np(actions, block.directory);
    }

    private static ByteBuffer everySignal() {
        ByteBuffer all = Buffers.direct(ROOM);
        for (int at = 0; at < ROOM; at += WORD) {
            all.putLong(at, -1L);
        }
        return all;
    }

    /**
     * All that the call is given, in one piece of memory: a piece for each text would cost more than the call. The structures
     * and tables come first, where they are aligned.
     */
    private static final class Block {
        final ByteBuffer actions;
        final ByteBuffer attributes;
        final ByteBuffer pid;
        final ByteBuffer arguments;
        final ByteBuffer variables;
        final ByteBuffer path;
        final ByteBuffer directory;
        final ByteBuffer output;

        private final ByteBuffer memory;

        Block(List<String> command, List<String> environment, String directory, String output) {
            List<byte[]> words = encoded(command);
            List<byte[]> assignments = encoded(environment);
            byte[] place = encoded(directory);
            byte[] file = encoded(output);
            int tables = WORD * (words.size() + 1 + assignments.size() + 1);
            int texts = length(words) + length(assignments) + place.length + file.length;
            memory = Buffers.direct(2 * ROOM + WORD + tables + texts);
            actions = piece(0, ROOM);
            attributes = piece(ROOM, ROOM);
            pid = piece(2 * ROOM, Integer.BYTES);
            int at = 2 * ROOM + WORD;
            arguments = piece(at, WORD * (words.size() + 1));
            at += arguments.capacity();
            variables = piece(at, WORD * (assignments.size() + 1));
            at += variables.capacity();
            path = piece(at, words.get(0).length);
            long base = NativeProcess.address(memory);
            at = putAll(words, arguments, base, at);
            at = putAll(assignments, variables, base, at);
            this.directory = piece(at, place.length).put(place).clear();
            this.output = piece(at + place.length, file.length).put(file).clear();
        }

        /** Puts texts one after the other, and where each lies into a table that zero ends; where the next may begin. */
        private int putAll(List<byte[]> texts, ByteBuffer table, long base, int from) {
            int at = from;
            for (int i = 0; i < texts.size(); i++) {
                table.putLong(i * WORD, base + at);
                memory.put(at, texts.get(i));
                at += texts.get(i).length;
            }
            return at;
        }

        private ByteBuffer piece(int at, int length) {
            return memory.slice(at, length).order(ByteOrder.nativeOrder());
        }

        private static List<byte[]> encoded(List<String> texts) {
            List<byte[]> all = new ArrayList<>(texts.size());
            texts.forEach(text -> all.add(encoded(text)));
            return all;
        }

        /** With a zero at its end. */
        private static byte[] encoded(String text) {
            return (text + '\0').getBytes(StandardCharsets.UTF_8);
        }

        private static int length(List<byte[]> texts) {
            int sum = 0;
            for (byte[] text : texts) {
                sum += text.length;
            }
            return sum;
        }
    }
}
