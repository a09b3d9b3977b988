package org.recoverykit.kit.ip;

import java.util.Optional;
import org.recoverykit.spi.Setting;

/**
 * Which interface holds the address: one of this name, or the one that another resource is on.
 *
 * @param name written alone, as {@code interface: eth0}
 * @param follows the tag of a resource below this one that notes its interface, as one of kit {@code mac} does
 */
public record InterfaceChoice(
        @Setting(value = "network interface, as eth0", shorthand = true)
        Optional<String> name,

        @Setting("tag of the resource whose interface the address follows; one that this resource depends on")
        Optional<String> follows) {

    /** Refuses both and neither. */
    public InterfaceChoice {
        if (name.isPresent() == follows.isPresent()) {
            throw new IllegalArgumentException("write either the name of an interface, as eth0, or {follows: TAG}, not "
                    + (name.isPresent() ? "both" : "an empty group"));
        }
    }

    /** Refuses what the other settings say against it. */
    void check(Optional<String> zone, Optional<String> backup, Optional<String> label) {
        if (name.isPresent()) {
            checkNames(name.get(), zone, backup);
            return;
        }
        String tag = follows.orElseThrow();
        if (backup.isPresent()) {
            throw new IllegalArgumentException(
                    "backup: '" + backup.get() + "' is not allowed; where the address goes, '" + tag + "' says");
        }
        if (label.isPresent()) {
            throw new IllegalArgumentException("label: '" + label.get()
                    + "' is not allowed; it begins with the interface's name, which '" + tag + "' says");
        }
        if (zone.isPresent()) {
            throw new IllegalArgumentException(
                    "address: a zone is not allowed; the interface is the one that '" + tag + "' says");
        }
    }

    private static void checkNames(String device, Optional<String> zone, Optional<String> backup) {
        if (zone.filter(found -> !found.equals(device)).isPresent()) {
            throw new IllegalArgumentException("address: its zone '" + zone.get() + "' is not the interface '" + device
                    + "'; leave the zone out, the address follows its interface");
        }
        IpConfig.checkInterface("interface", device);
        backup.ifPresent(spare -> IpConfig.checkInterface("backup", spare));
        if (backup.filter(device::equals).isPresent()) {
            throw new IllegalArgumentException(
                    "backup: '" + device + "' is the interface itself; name another interface, or leave backup out");
        }
    }

    /** The interface of this name. */
    public static InterfaceChoice named(String name) {
        return new InterfaceChoice(Optional.of(name), Optional.empty());
    }

    /** The interface that a resource below this one is on. */
    public static InterfaceChoice following(String tag) {
        return new InterfaceChoice(Optional.empty(), Optional.of(tag));
    }
}
