package org.recoverykit.linux.socket;

import java.util.Optional;

/** Whether native code can be had at all. */
public final class NativeAccess {
    private static final int DEEPEST = 10;

    private NativeAccess() {}

    /** Loads the C library: why that fails, as a person's message, or empty. */
    public static Optional<LoadFailure> load() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return Optional.of(new LoadFailure(
                    "this needs Linux, and this is " + System.getProperty("os.name"),
                    new UnsupportedOperationException()));
        }
        try {
            Native.libC();
            return Optional.empty();
        } catch (LinkageError | RuntimeException e) {
            return Optional.of(new LoadFailure(
                    "the C library cannot be called (" + reason(e) + "). On Java 24 and later allow it by "
                            + "--enable-native-access=ALL-UNNAMED; on hardened systems give -Djffi.extract.dir a writable "
                            + "directory that is not mounted noexec",
                    e));
        }
    }

    /**
     * One line. The first cause says most: what comes through the loading of classes has no message of its own, and some
     * messages carry a stack trace.
     */
    private static String reason(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; depth < DEEPEST && cause.getCause() != null; depth++) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
    }

    /**
     * Why not.
     *
     * @param message for a person
     * @param cause what was thrown
     */
    public record LoadFailure(String message, Throwable cause) {}
}
