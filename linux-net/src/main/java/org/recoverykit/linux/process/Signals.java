package org.recoverykit.linux.process;

import java.util.Map;
import org.apiguardian.api.API;

/** The numbers of signals. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Signals {
    public static final int NONE = 0;
    public static final int KILL = 9;
    public static final int TERM = 15;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(6, "SIGABRT"),
            Map.entry(7, "SIGBUS"),
            Map.entry(8, "SIGFPE"),
            Map.entry(KILL, "SIGKILL"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(14, "SIGALRM"),
            Map.entry(TERM, "SIGTERM"),
            Map.entry(24, "SIGXCPU"),
            Map.entry(25, "SIGXFSZ"));

    private Signals() {}

    /** {@code SIGKILL}, or {@code signal 42}. */
    public static String name(int number) {
        return NAMES.getOrDefault(number, "signal " + number);
    }
}
