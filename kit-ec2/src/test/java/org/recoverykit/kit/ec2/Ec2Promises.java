package org.recoverykit.kit.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.recoverykit.ec2fake.ElasticIp;
import org.recoverykit.ec2fake.Eni;
import org.recoverykit.ec2fake.Request;
import org.recoverykit.ec2fake.Route;
import org.recoverykit.ec2fake.RouteTable;
import org.recoverykit.ec2fake.World;
import org.recoverykit.spi.ActionResult;

/** What an action promises, checked against the truth. */
final class Ec2Promises {
    private final Ec2Config config;
    private final String vpc;
    private final String story;

    Ec2Promises(Ec2Config config, String vpc, String story) {
        this.config = config;
        this.vpc = vpc;
        this.story = story;
    }

    void inTime(Duration took, Duration most) {
        assertThat(took).as("%s: time", story).isLessThan(most);
    }

    /** Done is right; Failed, where reads are true, is wrong indeed and names what is wrong. */
    void answerHolds(ActionResult result, boolean removed, World world, RandomTroubles troubles) {
        boolean right = removed ? isOut(world) : isIn(world);
        if (result.kind() == ActionResult.Kind.DONE) {
            assertThat(right).as("%s: Done is true%n%s", story, world).isTrue();
            return;
        }
        assertThat(result.reason()).as("%s: says what is not", story).isNotBlank();
        if (result.kind() == ActionResult.Kind.FAILED && troubles.readsAreTrue()) {
            assertThat(right).as("%s: Failed is true%n%s", story, world).isFalse();
            if (!troubles.hasRaces() && isRoutes()) {
                for (String table : wrongTables(world)) {
                    assertThat(result.reason()).as("%s: names the table", story).contains(table);
                }
            }
        }
    }

    /** Without troubles only settings stand in the way. */
    void mended(ActionResult result, boolean removed, World world) {
        boolean possible = removed || canBeIn(world);
        assertThat(result.kind() == ActionResult.Kind.DONE)
                .as("%s: then, without troubles, %s%n%s", story, result, world)
                .isEqualTo(possible);
        if (possible) {
            assertThat(removed ? isOut(world) : isIn(world))
                    .as("%s: then, without troubles, Done is true%n%s", story, world)
                    .isTrue();
        }
    }

    void same(ActionResult second, ActionResult third) {
        assertThat(third.kind()).as("%s: asked again after %s", story, second).isEqualTo(second.kind());
    }

    void noWrites(List<Request> writes) {
        assertThat(writes).as("%s: writes when all was right", story).isEmpty();
    }

    /** In the end the interface's check is as it would be without this kit, and an Elastic IP is not here. */
    void givenBack(ActionResult removed, RandomTroubles.Both both) {
        assertThat(removed.kind()).as("%s: at last, %s", story, removed).isEqualTo(ActionResult.Kind.DONE);
        assertThat(both.world().eni(RandomVpc.OWN).map(Eni::sourceDestCheck))
                .as("%s: at last, the source/destination check", story)
                .isEqualTo(both.shadow().eni(RandomVpc.OWN).map(Eni::sourceDestCheck));
        if (!isRoutes()) {
            assertThat(isOut(both.world())).as("%s: at last, out", story).isTrue();
        }
    }

    /** Apart from our entries, our address and our interface's check, all is as it would be without this kit. */
    void nothingElseChanged(RandomTroubles.Both both) {
        World world = both.world();
        World shadow = both.shadow();
        assertThat(masked(world)).as("%s: the rest of the world", story).isEqualTo(masked(shadow));
        for (RouteTable before : shadow.tables().values()) {
            entriesAreLegal(before, world.table(before.id()));
        }
    }

    private void entriesAreLegal(RouteTable before, Optional<RouteTable> after) {
        List<Route> now = after.map(t -> entries(t)).orElse(List.of());
        List<Route> then = entries(before);
        assertThat(now).as("%s: entries of %s", story, before.id()).hasSameSizeAs(then);
        for (int i = 0; i < now.size(); i++) {
            Route old = then.get(i);
            boolean mayMove = isRoutes()
                    && before.vpcId().equals(vpc)
                    && old.origin() != Route.Origin.PROPAGATED
                    && (old.target().isInterface() || config.adoptForeignTarget());
            if (!now.get(i).equals(old)) {
                assertThat(mayMove && now.get(i).target().id().equals(RandomVpc.OWN))
                        .as("%s: %s of %s became %s", story, old, before.id(), now.get(i))
                        .isTrue();
            }
        }
    }

    private World masked(World world) {
        World masked = world;
        for (RouteTable table : world.tables().values()) {
            List<Route> others = new ArrayList<>(table.routes());
            others.removeAll(entries(table));
            masked = masked.with(new RouteTable(table.id(), table.vpcId(), others));
        }
        if (isRoutes()) {
            return masked.with(
                    masked.eni(RandomVpc.OWN).map(e -> e.checking(true)).orElseThrow());
        }
        masked = masked.without(RandomVpc.ADDRESS);
        return config.displaceOtherAddress() ? masked.without(RandomVpc.SECOND_ADDRESS) : masked;
    }

    private boolean isRoutes() {
        return config.scenario() == Scenario.ROUTE_TABLE;
    }

    private static List<Route> entries(RouteTable table) {
        return table.routes().stream()
                .filter(r -> r.destination().equals(RandomVpc.VIP))
                .toList();
    }

    private List<String> wrongTables(World world) {
        return world.tables().values().stream()
                .filter(t -> t.vpcId().equals(vpc))
                .filter(t -> t.route(RandomVpc.VIP)
                        .filter(r -> !r.target().id().equals(RandomVpc.OWN))
                        .isPresent())
                .map(RouteTable::id)
                .toList();
    }

    private boolean isIn(World world) {
        if (!isRoutes()) {
            return isOurs(world.address(RandomVpc.ADDRESS));
        }
        boolean any = world.tables().values().stream()
                .anyMatch(t -> t.vpcId().equals(vpc) && t.route(RandomVpc.VIP).isPresent());
        return any
                && wrongTables(world).isEmpty()
                && world.eni(RandomVpc.OWN).filter(e -> !e.sourceDestCheck()).isPresent();
    }

    private boolean isOut(World world) {
        return !isOurs(world.address(RandomVpc.ADDRESS));
    }

    private static boolean isOurs(Optional<ElasticIp> address) {
        return address.flatMap(ElasticIp::eniId).filter(RandomVpc.OWN::equals).isPresent();
    }

    private boolean canBeIn(World world) {
        if (!isRoutes()) {
            return isOurs(world.address(RandomVpc.ADDRESS))
                    || config.displaceOtherAddress()
                    || !isOurs(world.address(RandomVpc.SECOND_ADDRESS));
        }
        List<Route> ours = world.tables().values().stream()
                .filter(t -> t.vpcId().equals(vpc))
                .flatMap(t -> t.route(RandomVpc.VIP).stream())
                .toList();
        return !ours.isEmpty()
                && ours.stream()
                        .allMatch(r -> r.origin() != Route.Origin.PROPAGATED
                                && (r.target().isInterface() || config.adoptForeignTarget()))
                && world.eni(RandomVpc.OWN).map(Eni::vpcId).filter(vpc::equals).isPresent();
    }
}
