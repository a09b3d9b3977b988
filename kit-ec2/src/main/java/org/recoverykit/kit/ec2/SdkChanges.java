package org.recoverykit.kit.ec2;

import org.jspecify.annotations.Nullable;
import org.recoverykit.kit.ec2.Change.AssociateAddress;
import org.recoverykit.kit.ec2.Change.CreateRoute;
import org.recoverykit.kit.ec2.Change.DeleteRoute;
import org.recoverykit.kit.ec2.Change.DisassociateAddress;
import org.recoverykit.kit.ec2.Change.ReplaceRoute;
import org.recoverykit.kit.ec2.Change.SourceDestCheck;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Response;

/** Changes as requests of the SDK. */
final class SdkChanges {
    private SdkChanges() {}

    static Ec2Response send(Ec2Client client, Change change, boolean dryRun) {
        if (change instanceof ReplaceRoute replace) {
            return client.replaceRoute(r -> r.routeTableId(replace.table())
                    .destinationCidrBlock(ipv4(replace.destination()))
                    .destinationIpv6CidrBlock(ipv6(replace.destination()))
                    .networkInterfaceId(replace.networkInterface())
                    .dryRun(dryRun));
        } else if (change instanceof CreateRoute create) {
            return client.createRoute(r -> r.routeTableId(create.table())
                    .destinationCidrBlock(ipv4(create.destination()))
                    .destinationIpv6CidrBlock(ipv6(create.destination()))
                    .networkInterfaceId(create.networkInterface())
                    .dryRun(dryRun));
        } else if (change instanceof DeleteRoute delete) {
            return client.deleteRoute(r -> r.routeTableId(delete.table())
                    .destinationCidrBlock(ipv4(delete.destination()))
                    .destinationIpv6CidrBlock(ipv6(delete.destination()))
                    .dryRun(dryRun));
        } else if (change instanceof SourceDestCheck check) {
            return client.modifyNetworkInterfaceAttribute(r -> r.networkInterfaceId(check.networkInterface())
                    .sourceDestCheck(on -> on.value(check.on()))
                    .dryRun(dryRun));
        } else if (change instanceof AssociateAddress associate) {
            // Said explicitly: some servers take its absence for no.
            return client.associateAddress(r -> r.allocationId(associate.allocation())
                    .networkInterfaceId(associate.networkInterface())
                    .privateIpAddress(associate.privateIp().orElse(null))
                    .allowReassociation(true)
                    .dryRun(dryRun));
        } else if (change instanceof DisassociateAddress leave) {
            return client.disassociateAddress(
                    r -> r.associationId(leave.association()).dryRun(dryRun));
        }
        throw new IllegalStateException("a change of a new kind: " + change);
    }

    private static @Nullable String ipv4(Cidr destination) {
        return destination.isIpv6() ? null : destination.toString();
    }

    private static @Nullable String ipv6(Cidr destination) {
        return destination.isIpv6() ? destination.toString() : null;
    }
}
