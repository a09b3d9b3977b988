package org.recoverykit.kit.ip;

import java.time.Duration;
import java.util.List;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.PolicyRule;
import org.recoverykit.linux.model.Route;

/**
 * What decides on the way of replies from any address of a pair of interfaces, read from the kernel.
 *
 * @param main the main table
 * @param rules all policy rules
 * @param strictFilter whether the kernel drops what arrives on another interface than the reply would leave by
 */
record ReplyGround(List<Route> main, List<PolicyRule> rules, boolean strictFilter) {
    private static final String STRICT = "1";

    /** Copies the list. */
    ReplyGround {
        main = List.copyOf(main);
        rules = List.copyOf(rules);
    }

    /** Reads it anew. Changes nothing. */
    static KernelAnswer<ReplyGround> read(LinuxNetwork network, Places places, Duration timeout) {
        KernelAnswer<List<Route>> main = network.routing().routes(Route.MAIN_TABLE, timeout);
        KernelAnswer<List<PolicyRule>> rules = network.routing().rules(timeout);
        if (main.value().isEmpty() || rules.value().isEmpty()) {
            return new KernelAnswer.NotAnswered<>(main.value().isEmpty() ? main.result() : rules.result());
        }
        return new KernelAnswer.Answered<>(
                new ReplyGround(main.value().get(), rules.value().get(), filtersStrictly(network, places, timeout)));
    }

    /** Of an interface's value and that of all, the kernel uses the larger: 1 is strict, 2 is loose. */
    private static boolean filtersStrictly(LinuxNetwork network, Places places, Duration timeout) {
        String ofAll = filter(network, "all", timeout);
        return places.all().stream()
                .map(name -> filter(network, name, timeout))
                .anyMatch(own -> STRICT.equals(own.compareTo(ofAll) > 0 ? own : ofAll));
    }

    private static String filter(LinuxNetwork network, String name, Duration timeout) {
        return network.sysctl()
                .read(network.view().link(name).map(Link::name).orElse(name), "rp_filter", timeout)
                .value()
                .orElse("")
                .strip();
    }
}
