/**
 * Keeps an address of a VPC where it belongs: the route table entries that lead to it, or the Elastic IP that stands for it.
 * Public is only what the engine needs: the provider and its settings. Decisions are pure ({@code RoutePlan},
 * {@code AddressPlan}); EC2 is behind {@code Ec2Api}.
 */
@NullMarked
package org.recoverykit.kit.ec2;

import org.jspecify.annotations.NullMarked;
