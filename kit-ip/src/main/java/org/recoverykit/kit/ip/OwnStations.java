package org.recoverykit.kit.ip;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.model.NdFrame;

/**
 * Tells this node's own frames from others'. On a network where two of our interfaces are, each hears what the other sends, and
 * whoever takes that for a stranger finds a conflict with himself, just when the address moves to the backup.
 */
record OwnStations(NetworkView view) {

    boolean have(MacAddress mac) {
        return view.links().stream()
                .anyMatch(link -> link.hardwareAddress().filter(mac::equals).isPresent());
    }

    boolean have(InetAddress address) {
        return !view.addressesOf(address).isEmpty();
    }

    /** Whether somebody else says that he has the address. */
    boolean isRival(ArpFrame frame, Inet4Address address) {
        return frame.senderAddress().equals(address) && isForeign(frame);
    }

    /** Whether somebody else is about to take the address. */
    boolean isContender(ArpFrame frame, Inet4Address address) {
        return frame.probes() && frame.targetAddress().equals(address) && isForeign(frame);
    }

    /** Who else says that an address is his; empty for our own frames, and for one who only asks. */
    Optional<MacAddress> rival(NdFrame frame) {
        MacAddress claimant = frame.linkLayer().orElse(frame.sender());
        boolean foreign = !claimant.multicast() && !have(claimant) && !have(frame.sender());
        return foreign && frame instanceof NdFrame.Advertisement ? Optional.of(claimant) : Optional.empty();
    }

    private boolean isForeign(ArpFrame frame) {
        // a group address as the sender is a forgery or a broken device, and nobody to give way to
        return !frame.senderMac().multicast() && !have(frame.senderMac());
    }
}
