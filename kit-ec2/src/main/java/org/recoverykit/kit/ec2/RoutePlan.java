package org.recoverykit.kit.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.recoverykit.spi.FailureScope;

/** What the tables need so that every entry for the address leads to one interface, and nothing else is touched. Pure. */
final class RoutePlan {
    private final RouteAim aim;
    private final List<Todo> todo = new ArrayList<>();
    private final List<Complaint> complaints = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private int entries;

    private RoutePlan(RouteAim aim) {
        this.aim = aim;
    }

    /** In service: every entry leads to the interface, and the interface lets its packets in. */
    static Verdict toHome(RouteAim aim, RouteSight sight) {
        List<Complaint> obstacles = obstacles(aim, sight);
        if (!obstacles.isEmpty()) {
            return new Verdict(List.of(), List.of(), obstacles, List.of());
        }
        RoutePlan plan = new RoutePlan(aim);
        sight.own().ifPresent(plan::lookAtInterface);
        sight.tables().stream().filter(aim::concerns).forEach(plan::lookAt);
        // Where tables are named, the complaint about each says more.
        if (plan.entries < aim.atLeast() && plan.complaints.isEmpty()) {
            return Verdict.obstacle(plan.tooFew(), FailureScope.NOWHERE);
        }
        return new Verdict(plan.todo, plan.complaints, List.of(), plan.warnings);
    }

    /** Out of service: no entry leads to the interface any more. Others' entries are none of our business. */
    static Verdict awayFromHome(RouteAim aim, RouteSight sight) {
        RoutePlan plan = new RoutePlan(aim);
        sight.tables().stream().filter(aim::concerns).forEach(plan::lookAtLeaving);
        return new Verdict(plan.todo, List.of(), List.of(), List.of());
    }

    private void lookAtInterface(Eni own) {
        if (!own.sourceDestCheck() || aim.check() == SourceDestMode.IGNORE) {
            return;
        }
        String wrong = "the source/destination check of " + own.id() + " is on: EC2 drops what is sent to "
                + aim.destination();
        if (aim.check() == SourceDestMode.DISABLE) {
            todo.add(new Todo(own.id(), wrong, new Change.SourceDestCheck(own.id(), false)));
        } else {
            complaints.add(new Complaint(wrong + "; switch it off", FailureScope.TRY_ELSEWHERE));
        }
    }

    private void lookAt(RouteTable table) {
        Optional<RouteEntry> entry = table.entry(aim.destination());
        if (entry.isPresent()) {
            entries++;
            lookAt(table, entry.get());
        } else if (aim.create() && aim.tables().contains(table.id())) {
            entries++;
            todo.add(new Todo(
                    table.id(),
                    table.id() + " has no entry for " + aim.destination(),
                    new Change.CreateRoute(table.id(), aim.destination(), aim.home())));
        } else if (!aim.tables().isEmpty()) {
            complaints.add(new Complaint(
                    table.id() + " has no entry for " + aim.destination()
                            + "; create one that leads to any network interface, or set createMissing",
                    FailureScope.NOWHERE));
        }
        warnOfPrefixLists(table);
    }

    private void lookAt(RouteTable table, RouteEntry entry) {
        String found = table.id() + " leads " + aim.destination() + " to " + entry.target();
        Todo replace = new Todo(
                table.id(),
                found + (entry.blackhole() ? ", a blackhole" : "") + ", not to " + aim.home(),
                new Change.ReplaceRoute(table.id(), aim.destination(), aim.home()));
        if (entry.propagated()) {
            complaints.add(new Complaint(
                    found + " by propagation from a gateway, and EC2 does not let that be replaced;"
                            + " add a static entry, which wins",
                    FailureScope.NOWHERE));
        } else if (entry.target().is(aim.home())) {
            if (entry.blackhole()) {
                // The right interface, and EC2 says that it is attached to nothing: the text alone proves nothing.
                todo.add(new Todo(table.id(), found + ", but that is a blackhole", replace.change()));
            }
        } else if (entry.target().kind() != Target.Kind.INTERFACE && !aim.adopt()) {
            complaints.add(new Complaint(
                    found + ", which is no network interface; if that may be replaced, set adoptForeignTarget",
                    FailureScope.NOWHERE));
        } else {
            todo.add(replace);
        }
    }

    private void lookAtLeaving(RouteTable table) {
        table.entry(aim.destination())
                .filter(entry -> entry.target().is(aim.home()))
                .ifPresent(entry -> todo.add(new Todo(
                        table.id(),
                        table.id() + " still leads " + aim.destination() + " to " + aim.home(),
                        aim.blackhole()
                                .<Change>map(sink -> new Change.ReplaceRoute(table.id(), aim.destination(), sink))
                                .orElseGet(() -> new Change.DeleteRoute(table.id(), aim.destination())))));
    }

    /** What a prefix list contains cannot be seen with this kit's permissions; an endpoint's never holds our address. */
    private void warnOfPrefixLists(RouteTable table) {
        table.entries().stream()
                .filter(entry -> entry.isPrefixList()
                        && !entry.target().id().startsWith("vpce-")
                        && !entry.target().is(aim.home()))
                .forEach(entry -> warnings.add(table.id() + " leads prefix list " + entry.destination() + " to "
                        + entry.target() + "; if it contains " + aim.destination()
                        + ", take it out of the list: this kit does not change lists"));
    }

    private String tooFew() {
        String what = entries == 0
                ? "no route table of " + aim.vpc() + " has an entry for " + aim.destination()
                : "only " + entries + " of at least " + aim.atLeast() + " route tables of " + aim.vpc()
                        + " have an entry for " + aim.destination();
        return what + "; create it, leading to any network interface, or name routeTables and set createMissing";
    }

    private static List<Complaint> obstacles(RouteAim aim, RouteSight sight) {
        List<Complaint> found = new ArrayList<>();
        if (sight.own().isEmpty()) {
            found.add(new Complaint(aim.home() + " does not exist", FailureScope.TRY_ELSEWHERE));
        }
        sight.own()
                .filter(own -> !own.vpc().equals(aim.vpc()))
                .ifPresent(own -> found.add(new Complaint(
                        own.id() + " belongs to " + own.vpc() + ", not to " + aim.vpc(), FailureScope.TRY_ELSEWHERE)));
        sight.tables().stream()
                .flatMap(table -> table.entries().stream())
                .filter(entry -> entry.target().kind() == Target.Kind.LOCAL)
                .flatMap(entry -> entry.network().stream())
                .filter(network -> network.contains(aim.destination()))
                .findFirst()
                .ifPresent(network -> found.add(new Complaint(
                        aim.destination() + " lies inside the VPC's own network " + network
                                + "; protect an address outside of it",
                        FailureScope.NOWHERE)));
        aim.tables().stream()
                .filter(id ->
                        sight.tables().stream().noneMatch(table -> table.id().equals(id)))
                .sorted()
                .forEach(id ->
                        found.add(new Complaint("routeTables: " + aim.vpc() + " has no " + id, FailureScope.NOWHERE)));
        return found;
    }
}
