package org.recoverykit.linux.socket;

/**
 * Starts a child in a session of its own, all signals as a fresh process has them, standard input from /dev/null, both outputs
 * appended to a file, no other descriptor of ours. It shares our memory until it runs its program, as vfork does: the size of
 * this process costs nothing.
 */
public final class Spawn {
    private Spawn() {}

    /** How it went. */
    public sealed interface Result {
        /**
         * It runs.
         *
         * @param process to be closed
         */
        record Started(PidDescriptor process) implements Result {}

        /**
         * It does not.
         *
         * @param errno the kernel's error number
         * @param reason the same in words
         */
        record Refused(int errno, String reason) implements Result {}
    }

    /** Starts it: by instructions of our own where they can run, else by the C library. */
    public static Result start(ChildSpec child) {
        return CodeSpawn.start(child).orElseGet(() -> LibrarySpawn.start(child));
    }
}
