package org.recoverykit.linux;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.Link.OperState;

/** Why an interface that is set up cannot send, as exactly as the table tells. Pure. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LinkTrouble {
    private static final List<String> AGGREGATES = List.of("bond", "team");

    private LinkTrouble() {}

    /** It has carrier, and the wire does not let it through: 802.1X has not let it in, a test runs. */
    public static boolean waits(Link link) {
        OperState state = link.operState();
        return state == OperState.DORMANT || state == OperState.TESTING || state == OperState.NOT_PRESENT;
    }

    /** For a person. */
    public static String of(NetworkView view, Link link, String name) {
        if (link.hasCarrier()) {
            return switch (link.operState()) {
                case DORMANT -> name + " is dormant: it has carrier and waits to be let in (802.1X)";
                case TESTING -> name + " is in test mode";
                default -> name + " is not present";
            };
        }
        if (AGGREGATES.contains(link.kind())) {
            return name + " has no carrier: " + members(view, link);
        }
        return name + " has no carrier"
                + lower(view, link).map(text -> ": " + text).orElse("");
    }

    private static String members(NetworkView view, Link aggregate) {
        List<Link> members = view.links().stream()
                .filter(link -> link.masterIndex() == aggregate.index())
                .toList();
        return members.isEmpty() ? "it has no members" : "none of its " + members.size() + " members has any";
    }

    /** A VLAN or macvlan works as long as the device below does. */
    private static Optional<String> lower(NetworkView view, Link link) {
        if (link.operState() != OperState.LOWER_LAYER_DOWN) {
            return Optional.empty();
        }
        return link.below().stream()
                .mapToObj(view::link)
                .flatMap(Optional::stream)
                .findFirst()
                .map(parent -> parent.name() + " below it " + (parent.up() ? "has none" : "is down"));
    }
}
