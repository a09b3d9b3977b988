package org.recoverykit.kit.ec2;

/** Which of EC2's two ways leads clients to the address. */
public enum Scenario {
    /** Entries of route tables lead to it: clients inside the network. */
    ROUTE_TABLE,
    /** An Elastic IP leads to it: clients outside. */
    ELASTIC_IP
}
