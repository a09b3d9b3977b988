package org.recoverykit.kit.generic.ocf;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether an agent runs without a cluster manager. Some ask Pacemaker about other nodes, write into its database, or wait to
 * be promoted: here they would start and never serve, or fail in words that nobody understands. So they are refused at
 * load. Decided from what the agent advertises and from its text; pure.
 */
final class Suitability {
    /** Commands of Pacemaker, and the one function of the agents' library that cannot do without them. */
    private static final Pattern TOOL = Pattern.compile("(?<![\\w-])(crm_attribute|crm_node|crm_resource|crm_master"
            + "|crm_mon(?:_no_validation)?|crm_failcount|crm_standby|crm_ticket|crmadmin|cibadmin|attrd_updater"
            + "|stonith_admin|ocf_promotion_score)(?![\\w-])");

    /**
     * Agents that advertise promotion or call such a tool, and do neither for an ordinary service. Found by reading them;
     * each is only good while these parameters are left alone.
     */
    private static final Map<String, Predicate<Map<String, String>>> PLAIN_SERVICES = Map.of(
            "pgsql", given -> given.getOrDefault("rep_mode", "none").equals("none"),
            "redis", given -> !given.containsKey("tunnel_port_map") && !given.containsKey("wait_last_known_master"),
            "mysql", given -> !given.containsKey("replication_user"),
            // Only its start-up of a notice to other nodes; it does nothing when told.
            "kamailio", given -> true,
            // The tool receives a hint for placing virtual machines; without it the agent logs a warning.
            "VirtualDomain", given -> true);

    private Suitability() {}

    /**
     * Why an agent is refused with these parameters; empty if it may run.
     *
     * @param agent what it says of itself
     * @param printed its meta-data as printed: text that is quoted there is no call
     * @param source the agent's own text; anything for a compiled one
     */
    static Optional<String> refusal(AgentMetaData agent, String printed, String source, Map<String, String> given) {
        Predicate<Map<String, String>> plain = PLAIN_SERVICES.get(agent.name());
        if (plain != null && plain.test(given)) {
            return missingActions(agent);
        }
        String unless =
                plain == null ? "" : "; without its parameters for replication it would run as an ordinary service";
        if (agent.advertises("promote")) {
            return Optional.of("it has to be promoted by a cluster manager, and is no service before that" + unless);
        }
        Set<String> tools = tools(printed, source);
        if (!tools.isEmpty()) {
            return Optional.of(
                    "it calls " + String.join(", ", tools) + " of Pacemaker, which does not run here" + unless);
        }
        if (agent.advertises("notify")) {
            return Optional.of("it waits to be notified by a cluster manager of what other nodes do" + unless);
        }
        return missingActions(agent);
    }

    private static Optional<String> missingActions(AgentMetaData agent) {
        Set<String> missing = Set.of("start", "stop", "monitor").stream()
                .filter(action -> !agent.advertises(action))
                .collect(Collectors.toCollection(TreeSet::new));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("it does not advertise " + String.join(", ", missing) + ", which every agent must have");
    }

    private static Set<String> tools(String printed, String source) {
        Set<String> quoted = printed.lines().map(String::strip).collect(Collectors.toSet());
        return source.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("#") && !quoted.contains(line))
                .flatMap(line -> TOOL.matcher(line).results().map(found -> found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
