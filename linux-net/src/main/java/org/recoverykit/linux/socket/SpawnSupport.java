package org.recoverykit.linux.socket;

import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/** What this machine has of what starting and following a process needs: looked at before the first script is due. */
public final class SpawnSupport {
    /** Both younger than all else that is called here; older libraries cannot close what is not the child's. */
    private static final List<String> NEEDED =
            List.of("posix_spawn_file_actions_addchdir_np", "posix_spawn_file_actions_addclosefrom_np");

    private static final String BIRTH = "posix_spawnattr_setcgroup_np";
    private static final long EVERY_LIBRARY = 0;

    private SpawnSupport() {}

    /** What is missing, for a person; empty if nothing is. Loads the C library. */
    public static Optional<String> missing() {
        return missing(SpawnSupport::has, SpawnSupport::errnoOfHolding);
    }

    /** Whether a child can be started inside a control group, as far as we know; the kernel may refuse it yet. */
    public static boolean startsInGroups() {
        return CodeSpawn.possible() || libraryStartsInGroups();
    }

    /** Whether the library can, too (glibc 2.39). */
    static boolean libraryStartsInGroups() {
        return has(BIRTH);
    }

    /**
     * The same for a machine that is not this one.
     *
     * @param function whether the C library has one of this name
     * @param holding the error number of taking hold of a process by a descriptor, or 0
     */
    static Optional<String> missing(Predicate<String> function, IntSupplier holding) {
        List<String> absent =
                NEEDED.stream().filter(name -> !function.test(name)).toList();
        if (!absent.isEmpty()) {
            return Optional.of("the C library has no " + String.join(" and no ", absent)
                    + "; scripts can be run with glibc 2.34 or later");
        }
        int errno = holding.getAsInt();
        return errno == 0
                ? Optional.empty()
                : Optional.of("the kernel does not let a process be held by a descriptor (pidfd_open: "
                        + Errno.describe(errno)
                        + "); scripts can be run on Linux 5.3 or later, and a container's seccomp"
                        + " filter has to allow that call");
    }

    private static boolean has(String function) {
        try {
            return NativeProcess.libC().dlsym(EVERY_LIBRARY, Buffers.text(function)) != 0;
        } catch (UnsatisfiedLinkError older) {
            return false; // dlsym itself is in the C library since glibc 2.34, like what is looked for
        }
    }

    private static int errnoOfHolding() {
        try {
            PidDescriptor.open((int) ProcessHandle.current().pid()).close();
            return 0;
        } catch (SystemCallException refused) {
            return refused.errno();
        }
    }
}
