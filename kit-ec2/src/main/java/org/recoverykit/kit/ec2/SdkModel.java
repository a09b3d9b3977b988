package org.recoverykit.kit.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;

/** EC2's things in the kit's words. The SDK says null for what is absent; some servers say it with a blank text. */
final class SdkModel {
    private SdkModel() {}

    static RouteTable routeTable(software.amazon.awssdk.services.ec2.model.RouteTable table) {
        List<RouteEntry> entries =
                table.routes().stream().flatMap(route -> entry(route).stream()).toList();
        return new RouteTable(orEmpty(table.routeTableId()), orEmpty(table.vpcId()), entries);
    }

    static Eni eni(NetworkInterface found) {
        List<String> addresses = new ArrayList<>();
        text(found.privateIpAddress()).ifPresent(addresses::add);
        found.privateIpAddresses().stream()
                .flatMap(address -> text(address.privateIpAddress()).stream())
                .filter(address -> !addresses.contains(address))
                .forEach(addresses::add);
        return new Eni(
                orEmpty(found.networkInterfaceId()),
                orEmpty(found.vpcId()),
                // Absent would be news; then it is switched off once more than needed.
                !Boolean.FALSE.equals(found.sourceDestCheck()),
                addresses);
    }

    static ElasticAddress address(Address found) {
        return new ElasticAddress(
                orEmpty(found.allocationId()),
                orEmpty(found.publicIp()),
                text(found.associationId()),
                text(found.networkInterfaceId()),
                text(found.privateIpAddress()));
    }

    /** What is neither null nor blank. */
    static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    private static Optional<RouteEntry> entry(Route route) {
        return Stream.of(
                        route.destinationCidrBlock(), route.destinationIpv6CidrBlock(), route.destinationPrefixListId())
                .flatMap(destination -> text(destination).stream())
                .findFirst()
                .map(destination -> new RouteEntry(
                        destination,
                        target(route),
                        route.state() == RouteState.BLACKHOLE,
                        route.origin() == RouteOrigin.ENABLE_VGW_ROUTE_PROPAGATION));
    }

    private static Target target(Route route) {
        Optional<String> networkInterface = text(route.networkInterfaceId());
        if (networkInterface.isPresent()) {
            return Target.networkInterface(networkInterface.get());
        }
        String id = Stream.of(
                        route.gatewayId(),
                        route.natGatewayId(),
                        route.transitGatewayId(),
                        route.vpcPeeringConnectionId(),
                        route.egressOnlyInternetGatewayId(),
                        route.carrierGatewayId(),
                        route.localGatewayId(),
                        route.coreNetworkArn(),
                        route.instanceId())
                .flatMap(other -> text(other).stream())
                .findFirst()
                .orElse("an unknown target");
        return id.equals("local") ? new Target(Target.Kind.LOCAL, id) : Target.other(id);
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
