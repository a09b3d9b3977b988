package org.recoverykit.kit.ec2;

import java.util.List;
import java.util.Optional;

/**
 * What EC2 shows of the tables of a VPC, and of this node's interface.
 *
 * @param tables all of the VPC's
 * @param own the interface, if it exists
 */
record RouteSight(List<RouteTable> tables, Optional<Eni> own) {}
