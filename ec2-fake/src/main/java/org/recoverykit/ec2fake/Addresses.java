package org.recoverykit.ec2fake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** DescribeAddresses, AssociateAddress and DisassociateAddress. */
final class Addresses {
    private static final Map<String, Function<ElasticIp, List<String>>> FILTERS = Map.of(
            "allocation-id", a -> List.of(a.allocationId()),
            "public-ip", a -> List.of(a.publicIp()),
            "domain", a -> List.of("vpc"),
            "association-id", a -> one(a.association().map(ElasticIp.Association::id)),
            "network-interface-id", a -> one(a.eniId()),
            "private-ip-address", a -> one(a.association().map(ElasticIp.Association::privateIp)));

    private Addresses() {}

    private static List<String> one(Optional<String> value) {
        return value.stream().toList();
    }

    static Cloud.Outcome describe(World world, Query query, Action.Ways ways) {
        List<String> ids = query.list("AllocationId");
        List<String> ips = query.list("PublicIp");
        ids.forEach(id -> need(world, id));
        ips.forEach(ip -> needPublic(world, ip));
        List<ElasticIp> wanted = world.addresses().values().stream()
                .filter(a -> ids.isEmpty() || ids.contains(a.allocationId()))
                .filter(a -> ips.isEmpty() || ips.contains(a.publicIp()))
                .filter(Filters.of(query, FILTERS))
                .toList();
        Xml xml = ways.xml().items("addressesSet", wanted, (x, a) -> address(x, a, world));
        return new Cloud.Outcome(world, xml.toString());
    }

    static Cloud.Outcome associate(World world, Query query, Action.Ways ways) {
        ElasticIp address = query.get("AllocationId")
                .map(id -> need(world, id))
                .orElseGet(() -> needPublic(world, query.need("PublicIp")));
        Eni eni = query.get("InstanceId")
                .map(id -> Interfaces.onlyOneOf(world, id).id())
                .or(() -> query.get("NetworkInterfaceId"))
                .map(id -> Interfaces.need(world, id))
                .orElseThrow(() -> Refusal.because(
                        "MissingParameter", "Either instance ID or network interface ID must be specified"));
        String privateIp = query.get("PrivateIpAddress").orElse(eni.primaryIp());
        if (!eni.privateIps().contains(privateIp)) {
            throw Refusal.invalidValue(
                    "The private IP address " + privateIp + " is not assigned to network interface " + eni.id() + ".");
        }
        if (address.belongsTo(eni.id(), privateIp)) {
            return associated(world, address);
        }
        boolean mayMove = query.get("AllowReassociation")
                .map("true"::equals)
                .orElse(!ways.has(Deviation.REASSOCIATION_REFUSED_BY_DEFAULT));
        Optional<ElasticIp> displaced = of(world, eni.id(), privateIp);
        if (!mayMove && (address.association().isPresent() || displaced.isPresent())) {
            throw Refusal.because(
                    "Resource.AlreadyAssociated",
                    "resource " + address.allocationId() + " is already associated with an interface");
        }
        World without = displaced.map(other -> world.with(other.freed())).orElse(world);
        ElasticIp moved = address.belonging(new ElasticIp.Association(ways.fresh(), eni.id(), privateIp));
        return associated(without.with(moved), moved);
    }

    private static Cloud.Outcome associated(World next, ElasticIp address) {
        Xml xml = new Xml().put("return", "true");
        address.association().ifPresent(a -> xml.put("associationId", a.id()));
        return new Cloud.Outcome(next, xml.toString());
    }

    static Cloud.Outcome disassociate(World world, Query query, Action.Ways ways) {
        String id = query.need("AssociationId");
        ElasticIp address = first(
                        world,
                        a -> a.association().filter(s -> s.id().equals(id)).isPresent())
                .orElseThrow(() -> Refusal.because(
                        "InvalidAssociationID.NotFound", "The association ID '" + id + "' does not exist"));
        return Action.done(world.with(address.freed()));
    }

    /** What belongs to one private address of one interface. */
    static Optional<ElasticIp> of(World world, String eniId, String privateIp) {
        return first(world, a -> a.belongsTo(eniId, privateIp));
    }

    private static Optional<ElasticIp> first(World world, Predicate<ElasticIp> which) {
        return world.addresses().values().stream().filter(which).findFirst();
    }

    private static ElasticIp need(World world, String allocationId) {
        return world.address(allocationId)
                .orElseThrow(() -> Refusal.because(
                        "InvalidAllocationID.NotFound", "The allocation ID '" + allocationId + "' does not exist"));
    }

    private static ElasticIp needPublic(World world, String ip) {
        return first(world, a -> a.publicIp().equals(ip))
                .orElseThrow(() -> Refusal.because("InvalidAddress.NotFound", "Address '" + ip + "' not found."));
    }

    private static void address(Xml xml, ElasticIp address, World world) {
        Optional<ElasticIp.Association> to = address.association();
        xml.put("publicIp", address.publicIp())
                .put("allocationId", address.allocationId())
                .put("domain", "vpc")
                .put("instanceId", address.eniId().flatMap(world::eni).flatMap(Eni::instanceId))
                .put("associationId", to.map(ElasticIp.Association::id))
                .put("networkInterfaceId", to.map(ElasticIp.Association::eniId))
                .put("networkInterfaceOwnerId", to.map(a -> Answers.ACCOUNT))
                .put("privateIpAddress", to.map(ElasticIp.Association::privateIp));
    }
}
