package org.recoverykit.engine;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * What the engine may do for a resource, and how often. Data, not code; the same for every kit.
 *
 * @param quickCheckInterval from the end of one quick check to the next, 50 ms to 24 h; default 10 s
 * @param deepCheckInterval likewise for deep checks; default 60 s
 * @param timeouts for each operation
 * @param localRecovery whether to try to mend it here; default yes
 * @param restartInPlace whether to restart it, with its parents, once per failure if its kit could not mend it; default yes
 * @param failover whether its failure may move the hierarchy; default yes
 * @param notifyOnly tell, and do nothing at all; default no
 * @param maxLocalRecoveries how many local recoveries {@code localRecoveryWindow} may hold, 0 to 1000; default 3
 * @param localRecoveryWindow a true sliding window; default 30 min
 * @param unknownBudget how many Unknown checks in a row before an alert, 1 to 1000; default 5
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Policy(
        Duration quickCheckInterval,
        Duration deepCheckInterval,
        Timeouts timeouts,
        boolean localRecovery,
        boolean restartInPlace,
        boolean failover,
        boolean notifyOnly,
        int maxLocalRecoveries,
        Duration localRecoveryWindow,
        int unknownBudget) {

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(50);

    /** What holds where nothing else is said. */
    public static final Policy DEFAULT = new Policy(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Timeouts.DEFAULT,
            true,
            true,
            true,
            false,
            3,
            Duration.ofMinutes(30),
            5);

    /** Checks the ranges. */
    public Policy {
        interval("quickCheckInterval", quickCheckInterval);
        interval("deepCheckInterval", deepCheckInterval);
        requireNonNull(timeouts, "timeouts");
        between("maxLocalRecoveries", maxLocalRecoveries, 0, 1000);
        Timeouts.check("localRecoveryWindow", localRecoveryWindow);
        between("unknownBudget", unknownBudget, 1, 1000);
    }

    /** This policy with other check intervals. */
    public Policy withIntervals(Duration quick, Duration deep) {
        return new Policy(
                quick,
                deep,
                timeouts,
                localRecovery,
                restartInPlace,
                failover,
                notifyOnly,
                maxLocalRecoveries,
                localRecoveryWindow,
                unknownBudget);
    }

    /** This policy with other timeouts. */
    public Policy withTimeouts(Timeouts other) {
        return new Policy(
                quickCheckInterval,
                deepCheckInterval,
                other,
                localRecovery,
                restartInPlace,
                failover,
                notifyOnly,
                maxLocalRecoveries,
                localRecoveryWindow,
                unknownBudget);
    }

    /** This policy with another limit of local recoveries. */
    public Policy withLocalRecoveries(int most, Duration window) {
        return new Policy(
                quickCheckInterval,
                deepCheckInterval,
                timeouts,
                localRecovery,
                restartInPlace,
                failover,
                notifyOnly,
                most,
                window,
                unknownBudget);
    }

    /** This policy with these things allowed or not. */
    public Policy allowing(boolean recoverHere, boolean restartHere, boolean elsewhere) {
        return new Policy(
                quickCheckInterval,
                deepCheckInterval,
                timeouts,
                recoverHere,
                restartHere,
                elsewhere,
                notifyOnly,
                maxLocalRecoveries,
                localRecoveryWindow,
                unknownBudget);
    }

    /** This policy, telling only. */
    public Policy notifyingOnly() {
        return new Policy(
                quickCheckInterval,
                deepCheckInterval,
                timeouts,
                localRecovery,
                restartInPlace,
                failover,
                true,
                maxLocalRecoveries,
                localRecoveryWindow,
                unknownBudget);
    }

    private static void interval(String name, Duration value) {
        Timeouts.check(name, value);
        if (value.compareTo(SHORTEST_INTERVAL) < 0) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed: 50ms to 24h");
        }
    }

    private static void between(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed: " + least + " to " + most);
        }
    }
}
