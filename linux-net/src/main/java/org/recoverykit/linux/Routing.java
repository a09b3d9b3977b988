package org.recoverykit.linux;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.recoverykit.linux.model.PolicyRule;
import org.recoverykit.linux.model.Route;
import org.recoverykit.linux.model.RouteChoice;

/** Routes, policy rules and what is known of neighbours. Any thread may call; each call blocks for at most its timeout. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Routing {
    /**
     * How the kernel would send to a destination now.
     *
     * @param source as if sent from this address, which must be on this node
     * @param outInterface as if the socket were bound to this interface
     * @return {@link KernelResult.Refused} with ENETUNREACH when there is no way
     */
    KernelAnswer<RouteChoice> routeTo(
            InetAddress destination, Optional<InetAddress> source, Optional<Integer> outInterface, Duration timeout);

    /** Adds a route; {@link KernelResult.AlreadyThere} when there is one with this destination, metric and table. */
    KernelResult addRoute(Route route, Duration timeout);

    /** Adds a route, or puts it in the place of the one with the same destination, metric and table. */
    KernelResult putRoute(Route route, Duration timeout);

    /** As {@link #putRoute} for many routes, in order, in batches of one system call each; one result for each. */
    List<KernelResult> putRoutes(List<Route> routes, Duration timeout);

    /** Removes a route; {@link KernelResult.NotThere} when absent. */
    KernelResult removeRoute(Route route, Duration timeout);

    /** All routes of one table, both families; routes with several next hops show the first. */
    KernelAnswer<List<Route>> routes(int table, Duration timeout);

    /** Adds a rule; {@link KernelResult.AlreadyThere} when there is the same. */
    KernelResult addRule(PolicyRule rule, Duration timeout);

    /** Removes a rule; {@link KernelResult.NotThere} when absent. */
    KernelResult removeRule(PolicyRule rule, Duration timeout);

    /** Forgets the hardware address of a neighbour; {@link KernelResult.NotThere} when none was known. */
    KernelResult forgetNeighbour(int ifindex, InetAddress address, Duration timeout);

    /** All rules that lead to a table, both families. */
    KernelAnswer<List<PolicyRule>> rules(Duration timeout);
}
