package org.recoverykit.kit.ec2;

import java.util.Optional;

/** One change of EC2's state; each is one call, and may be repeated. */
sealed interface Change {

    /** The API's action, and the IAM action without {@code ec2:}. */
    default String action() {
        return getClass().getSimpleName();
    }

    /** Lets an entry lead to another interface. */
    record ReplaceRoute(String table, Cidr destination, String networkInterface) implements Change {}

    /** Makes an entry that was not there. */
    record CreateRoute(String table, Cidr destination, String networkInterface) implements Change {}

    /** Deletes an entry. */
    record DeleteRoute(String table, Cidr destination) implements Change {}

    /** Switches the source/destination check of an interface. */
    record SourceDestCheck(String networkInterface, boolean on) implements Change {
        @Override
        public String action() {
            return "ModifyNetworkInterfaceAttribute";
        }
    }

    /** Lets an Elastic IP lead to an interface, whoever has it now. */
    record AssociateAddress(String allocation, String networkInterface, Optional<String> privateIp) implements Change {}

    /** Ends one association; another one of the same address is not touched. */
    record DisassociateAddress(String association) implements Change {}
}
