package org.recoverykit.linux.socket;

import java.lang.ref.Reference;
import java.util.Optional;
import java.util.Set;

/** Starts a child by {@link ChildCode}, where the machine has what that takes. */
final class CodeSpawn {
    private static final int EPERM = 1;
    private static final int E2BIG = 7;
    private static final int EINVAL = 22;
    private static final int ENOSYS = 38;
    /** By which an old kernel or a container's filter says that it has no such call. */
    private static final Set<Integer> UNKNOWN_CALL = Set.of(EPERM, E2BIG, EINVAL, ENOSYS);

    private static volatile boolean refused;

    private CodeSpawn() {}

    /** Whether it has not been found impossible. */
    static boolean possible() {
        return !refused && ChildCode.here().isPresent();
    }

    /** Starts it; empty if that cannot be done so here, from now on, and nothing has happened. */
    static Optional<Spawn.Result> start(ChildSpec child) {
        if (!possible()) {
            return Optional.empty();
        }
        ChildPlan plan = new ChildPlan(child);
        try {
            long pid = ChildCode.here().orElseThrow().run(plan.address());
            return pid < 0 ? notMade(child, (int) -pid) : made((int) pid, plan);
        } finally {
            Reference.reachabilityFence(plan); // it is full of addresses, which keep nothing alive
        }
    }

    private static Optional<Spawn.Result> notMade(ChildSpec child, int errno) {
        // With a group it may be the group's fault, and whoever asked for one wants no child outside of it.
        if (child.group().isEmpty() && UNKNOWN_CALL.contains(errno)) {
            refused = true;
            return Optional.empty();
        }
        return Optional.of(new Spawn.Result.Refused(errno, Errno.describe(errno)));
    }

    private static Optional<Spawn.Result> made(int pid, ChildPlan plan) {
        PidDescriptor process = PidDescriptor.of(pid, plan.descriptor());
        if (plan.failure().isEmpty()) {
            return Optional.of(new Spawn.Result.Started(process));
        }
        int errno = plan.failure().getAsInt();
        process.reapAtItsEnd();
        process.close();
        if (plan.failedInGeneral()) {
            refused = true;
            return Optional.empty();
        }
        return Optional.of(new Spawn.Result.Refused(errno, Errno.describe(errno)));
    }
}
