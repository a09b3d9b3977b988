package org.recoverykit.kit.ec2;

/**
 * Where addresses lead that are in service on this node.
 *
 * @param networkInterface as {@code eni-01234567}
 * @param vpc whose it is; empty text where nobody needs to know
 */
record Home(String networkInterface, String vpc) {}
