package org.recoverykit.kit.ec2;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.recoverykit.ec2fake.Cloud;
import org.recoverykit.ec2fake.ElasticIp;
import org.recoverykit.ec2fake.Route;
import org.recoverykit.ec2fake.World;

/** The port straight over a cloud, without protocol and client: for tests of what the kit makes of what it sees. */
final class CloudApi implements Ec2Api {
    private final Cloud cloud;

    CloudApi(Cloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public Answer<Boolean> prepare() {
        return Answer.of(true);
    }

    @Override
    public Answer<List<RouteTable>> routeTables(String vpc) {
        World world = cloud.world();
        return Answer.of(world.tables().values().stream()
                .filter(table -> table.vpcId().equals(vpc))
                .map(table -> new RouteTable(
                        table.id(),
                        vpc,
                        table.routes().stream()
                                .map(route -> entry(world, route))
                                .toList()))
                .toList());
    }

    @Override
    public Answer<List<Eni>> interfaces(Collection<String> ids) {
        return Answer.of(ids.stream()
                .flatMap(id -> cloud.world().eni(id).stream())
                .map(eni -> new Eni(eni.id(), eni.vpcId(), eni.sourceDestCheck(), eni.privateIps()))
                .toList());
    }

    @Override
    public Answer<List<ElasticAddress>> addresses() {
        return Answer.of(cloud.world().addresses().values().stream()
                .map(CloudApi::address)
                .toList());
    }

    @Override
    public Answer<Change> make(Change change) {
        if (change instanceof Change.ReplaceRoute replace) {
            cloud.route(replace.table(), Route.to(replace.destination().toString(), replace.networkInterface()));
        } else if (change instanceof Change.CreateRoute create) {
            cloud.route(create.table(), Route.to(create.destination().toString(), create.networkInterface()));
        } else if (change instanceof Change.DeleteRoute delete) {
            cloud.dropRoute(delete.table(), delete.destination().toString());
        } else if (change instanceof Change.SourceDestCheck check) {
            cloud.change(world -> world.eni(check.networkInterface())
                    .map(eni -> world.with(eni.checking(check.on())))
                    .orElse(world));
        } else if (change instanceof Change.AssociateAddress associate) {
            cloud.associate(
                    associate.allocation(),
                    associate.networkInterface(),
                    associate.privateIp().orElseThrow());
        } else if (change instanceof Change.DisassociateAddress leave) {
            cloud.world().addresses().values().stream()
                    .filter(address -> address.association()
                            .filter(one -> one.id().equals(leave.association()))
                            .isPresent())
                    .forEach(address -> cloud.disassociate(address.allocationId()));
        }
        return Answer.of(change);
    }

    @Override
    public Answer<Change> rehearse(Change change) {
        return Answer.of(change);
    }

    @Override
    public void close() {}

    private static RouteEntry entry(World world, Route route) {
        Target target = switch (route.target().kind()) {
            case INTERFACE -> Target.networkInterface(route.target().id());
            case LOCAL -> new Target(Target.Kind.LOCAL, route.target().id());
            case GATEWAY, NAT, TRANSIT, PEERING, ENDPOINT, EGRESS_ONLY ->
                Target.other(route.target().id());
        };
        return new RouteEntry(
                route.destination(), target, world.isBlackhole(route), route.origin() == Route.Origin.PROPAGATED);
    }

    private static ElasticAddress address(ElasticIp address) {
        Optional<ElasticIp.Association> association = address.association();
        return new ElasticAddress(
                address.allocationId(),
                address.publicIp(),
                association.map(ElasticIp.Association::id),
                association.map(ElasticIp.Association::eniId),
                association.map(ElasticIp.Association::privateIp));
    }
}
