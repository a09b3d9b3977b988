package org.recoverykit.kit.ip;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;

/**
 * Which devices the names meant when the address came. A name may be given to another device, by hand or by a reboot that
 * finds cards in another order; the address must not follow the name onto a wire that is not ours. A device that is gone
 * leaves its name free: a card that was replaced is welcome.
 */
final class Devices {
    /** {@code hardware.0} is {@code eth0=02:00:00:00:00:01}: the address that the device was made with. */
    private static final String PREFIX = "hardware.";

    private final Map<String, Device> known = new ConcurrentHashMap<>();

    private record Device(int index, Optional<MacAddress> permanent) {
        private static final int NO_INDEX = 0;

        boolean is(Link link) {
            return index == link.index() || (permanent.isPresent() && permanent.equals(link.permanentAddress()));
        }
    }

    /** Takes up what a former life noted: an index says nothing after a reboot, a permanent address does. */
    Devices(Map<String, String> notes) {
        notes.forEach((key, value) -> {
            int end = value.lastIndexOf('=');
            if (key.startsWith(PREFIX) && end > 0) {
                known.put(
                        value.substring(0, end),
                        new Device(Device.NO_INDEX, Optional.of(MacAddress.parse(value.substring(end + 1)))));
            }
        });
    }

    /** From now on the names mean what they mean now, but for those that cannot be trusted. */
    void learn(NetworkView view, List<String> names) {
        for (String name : names) {
            if (obstacle(view, name).isEmpty()) {
                view.link(name).ifPresent(link -> known.put(name, new Device(link.index(), link.permanentAddress())));
            }
        }
    }

    /** What to note durably. */
    Map<String, String> notes(List<String> names) {
        Map<String, String> entries = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String key = PREFIX + i;
            Optional.ofNullable(known.get(name))
                    .flatMap(Device::permanent)
                    .ifPresent(mac -> entries.put(key, name + "=" + mac));
        }
        return entries;
    }

    /** Why the name cannot be trusted; empty if it can. */
    Optional<String> obstacle(NetworkView view, String name) {
        Device before = known.get(name);
        Optional<Link> now = view.link(name);
        if (before == null || now.isEmpty() || isOurs(now.get())) {
            return Optional.empty();
        }
        return elsewhere(view, before, name)
                .map(link -> "the device that was " + name + " is called " + link.name() + " now, and " + name
                        + " is another one; give them their names again, or name other interfaces in the settings");
    }

    /** Where the device went whose name is gone, for a person. */
    Optional<String> renamed(NetworkView view, String name) {
        Device before = known.get(name);
        return before == null
                ? Optional.empty()
                : elsewhere(view, before, name).map(link -> "it is called " + link.name() + " now");
    }

    /** Two of ours that changed names are on one network anyway. */
    private boolean isOurs(Link link) {
        return known.values().stream().anyMatch(device -> device.is(link));
    }

    private static Optional<Link> elsewhere(NetworkView view, Device device, String name) {
        Optional<Link> byIndex = device.index() == Device.NO_INDEX ? Optional.empty() : view.link(device.index());
        return byIndex.or(() -> device.permanent().isEmpty()
                        ? Optional.empty()
                        : view.links().stream().filter(device::is).findFirst())
                .filter(link -> !link.isNamed(name));
    }
}
