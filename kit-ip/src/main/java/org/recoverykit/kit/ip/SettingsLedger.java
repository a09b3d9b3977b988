package org.recoverykit.kit.ip;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.Link;

/**
 * Who needs which interface setting in this namespace, and what it was before: many addresses share two interfaces, and the
 * last one to leave gives the old value back. Durable memory is each resource's own notes; {@link #adopt} brings it back.
 */
final class SettingsLedger {
    private final LinuxNetwork network;
    private final Map<Place, Holding> holdings = new HashMap<>();

    SettingsLedger(LinuxNetwork network) {
        this.network = network;
    }

    /** The name under which an interface has its settings: they know nothing of further names. */
    String kernelName(String name) {
        return network.view().link(name).map(Link::name).orElse(name);
    }

    /**
     * Whether the setting is as needed, and if not, what it is: to be noted before {@link #hold} changes it. While others
     * hold it, what it was before them.
     */
    synchronized KernelAnswer<Found> look(String interfaceName, InterfaceSetting setting, Duration timeout) {
        Holding held = holdings.get(new Place(interfaceName, setting.key()));
        if (held != null) {
            return new KernelAnswer.Answered<>(new Found(Optional.of(held.original)));
        }
        KernelAnswer<String> own =
                setting.key().of(network).read(interfaceName, setting.key().name(), timeout);
        if (own.value().isEmpty()) {
            return new KernelAnswer.NotAnswered<>(own.result());
        }
        int value = number(own.value().get());
        int ofAll = setting.key()
                .of(network)
                .read("all", setting.key().name(), timeout)
                .value()
                .map(SettingsLedger::number)
                .orElse(0);
        return new KernelAnswer.Answered<>(
                new Found(setting.isMetBy(value, ofAll) ? Optional.empty() : Optional.of(value)));
    }

    /** Writes the wanted value, unless another holder has; from now on this resource is a holder. */
    synchronized KernelResult hold(
            String tag, String interfaceName, InterfaceSetting setting, int original, Duration timeout) {
        // Written even when others hold it: an interface that was pulled out and put back in has its defaults again.
        KernelResult written = setting.key()
                .of(network)
                .write(interfaceName, setting.key().name(), Integer.toString(setting.wanted()), timeout);
        if (written.ok()) {
            adopt(tag, interfaceName, setting.key(), original);
        }
        return written;
    }

    /** A resource of a former life of this process holds this. */
    synchronized void adopt(String tag, String interfaceName, SettingKey key, int original) {
        holdings.computeIfAbsent(new Place(interfaceName, key), place -> new Holding(original))
                .tags
                .add(tag);
    }

    /** The resource needs it no more; the last holder gives the old value back. */
    synchronized KernelResult release(
            String tag, String interfaceName, SettingKey key, int original, Duration timeout) {
        Place place = new Place(interfaceName, key);
        Holding held = holdings.getOrDefault(place, new Holding(original));
        held.tags.remove(tag);
        if (!held.tags.isEmpty()) {
            return new KernelResult.AlreadyThere("others hold it");
        }
        KernelResult written =
                key.of(network).write(interfaceName, key.name(), Integer.toString(held.original), timeout);
        holdings.remove(place);
        return written;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException strange) {
            throw new IllegalStateException("the kernel shows '" + text + "' where a number belongs", strange);
        }
    }

    /**
     * What a look found.
     *
     * @param toBeNoted the value to give back; empty when the setting is right without us
     */
    record Found(Optional<Integer> toBeNoted) {}

    private record Place(String interfaceName, SettingKey key) {}

    private static final class Holding {
        private final int original;
        private final Set<String> tags = new HashSet<>();

        private Holding(int original) {
            this.original = original;
        }
    }
}
