package org.recoverykit.ec2fake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** DescribeNetworkInterfaces and ModifyNetworkInterfaceAttribute. */
final class Interfaces {
    private static final int SMALLEST_PAGE = 5;
    private static final int LARGEST_PAGE = 1000;

    private static final Map<String, Function<Eni, List<String>>> FILTERS = Map.of(
            "vpc-id", e -> List.of(e.vpcId()),
            "network-interface-id", e -> List.of(e.id()),
            "mac-address", e -> List.of(e.mac()),
            "private-ip-address", e -> List.of(e.primaryIp()),
            "addresses.private-ip-address", Eni::privateIps,
            "ipv6-addresses.ipv6-address", Eni::ipv6s,
            "attachment.instance-id", e -> e.instanceId().stream().toList());

    private Interfaces() {}

    static Cloud.Outcome describe(World world, Query query, Action.Ways ways) {
        List<String> ids = query.list("NetworkInterfaceId");
        ids.forEach(id -> need(world, id));
        List<Eni> wanted = world.enis().values().stream()
                .filter(e -> ids.isEmpty() || ids.contains(e.id()))
                .filter(Filters.of(query, FILTERS))
                .toList();
        Page<Eni> page = ways.has(Deviation.PAGING_IGNORED)
                ? Page.all(wanted)
                : Page.of(query, SMALLEST_PAGE, LARGEST_PAGE, wanted, Eni::id);
        Xml xml = ways.xml().items("networkInterfaceSet", page.items(), (x, e) -> eni(x, e, world));
        return new Cloud.Outcome(world, xml.put("nextToken", page.nextToken()).toString());
    }

    static Cloud.Outcome modify(World world, Query query, Action.Ways ways) {
        Eni eni = need(world, query.need("NetworkInterfaceId"));
        Optional<String> check = query.get("SourceDestCheck.Value");
        long others = query.all().keySet().stream()
                .filter(name -> name.startsWith("Description.")
                        || name.startsWith("Attachment.")
                        || name.startsWith("SecurityGroupId."))
                .count();
        if (check.stream().count() + others != 1) {
            throw Refusal.because(
                    "InvalidParameterCombination", "You must specify one attribute, and no more than one");
        }
        return Action.done(check.map(on -> world.with(eni.checking(Boolean.parseBoolean(on))))
                .orElse(world));
    }

    static Eni need(World world, String id) {
        return world.eni(id)
                .orElseThrow(() -> Refusal.because(
                        "InvalidNetworkInterfaceID.NotFound", "The networkInterface ID '" + id + "' does not exist"));
    }

    /** A route to an instance leads to its interface; it must have one only. */
    static Target onlyOneOf(World world, String instanceId) {
        List<Eni> found = world.enis().values().stream()
                .filter(e -> e.instanceId().filter(instanceId::equals).isPresent())
                .toList();
        if (found.isEmpty()) {
            throw Refusal.because("InvalidInstanceID.NotFound", "The instance ID '" + instanceId + "' does not exist");
        }
        if (found.size() > 1) {
            throw Refusal.because(
                    "InvalidInstanceID",
                    "There are multiple interfaces attached to instance '" + instanceId
                            + "'. Please specify an interface ID for the operation instead.");
        }
        return Target.of(found.get(0).id());
    }

    private static void eni(Xml xml, Eni eni, World world) {
        xml.put("networkInterfaceId", eni.id())
                .put("vpcId", eni.vpcId())
                .put("ownerId", Answers.ACCOUNT)
                .put("status", eni.instanceId().isPresent() ? "in-use" : "available")
                .put("macAddress", eni.mac())
                .put("privateIpAddress", eni.primaryIp())
                .put("sourceDestCheck", Boolean.toString(eni.sourceDestCheck()));
        eni.instanceId()
                .ifPresent(id -> xml.open("attachment")
                        .put("attachmentId", "eni-attach-" + eni.id().substring("eni-".length()))
                        .put("instanceId", id)
                        .put("instanceOwnerId", Answers.ACCOUNT)
                        .put("status", "attached")
                        .close("attachment"));
        Addresses.of(world, eni.id(), eni.primaryIp()).ifPresent(a -> association(xml, a));
        xml.items("privateIpAddressesSet", eni.privateIps(), (x, ip) -> {
            x.put("privateIpAddress", ip).put("primary", Boolean.toString(ip.equals(eni.primaryIp())));
            Addresses.of(world, eni.id(), ip).ifPresent(a -> association(x, a));
        });
        xml.items("ipv6AddressesSet", eni.ipv6s(), (x, ip) -> x.put("ipv6Address", ip));
    }

    private static void association(Xml xml, ElasticIp address) {
        xml.open("association")
                .put("publicIp", address.publicIp())
                .put("ipOwnerId", Answers.ACCOUNT)
                .put("allocationId", address.allocationId())
                .put("associationId", address.association().map(ElasticIp.Association::id))
                .close("association");
    }
}
