package org.recoverykit.kit.ec2;

import java.net.NetworkInterface;
import java.net.SocketException;

/** What this JVM could reach. */
final class FaultStandNetwork {
    private FaultStandNetwork() {}

    static boolean isUp(NetworkInterface one) {
        try {
            return one.isUp();
        } catch (SocketException gone) {
            return false;
        }
    }
}
