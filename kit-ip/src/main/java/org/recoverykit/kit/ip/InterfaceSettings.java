package org.recoverykit.kit.ip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.model.IpFamily;
import org.recoverykit.spi.Notes;

/** The kernel settings of one resource's interfaces: old values noted durably first, then changed, at last given back. */
final class InterfaceSettings {
    /** {@code setting.0.arp_ignore} is {@code eth0=0}: interface and value to give back. Names may hold any character. */
    private static final String PREFIX = "setting.";

    private final SettingsLedger ledger;
    private final Notes notes;
    private final String tag;
    private final ArpFlux flux;
    private final IpFamily family;
    private final List<String> interfaces;

    /** Takes up what a former life of this process noted. */
    InterfaceSettings(SettingsLedger ledger, Notes notes, String tag, IpConfig config) {
        this.ledger = ledger;
        this.notes = notes;
        this.tag = tag;
        this.flux = config.arpFlux();
        this.family = config.protectedAddress().family();
        this.interfaces = Stream.concat(Stream.of(config.device()), config.backup().stream())
                .toList();
        noted().forEach(changed -> ledger.adopt(tag, changed.interfaceName(), changed.key(), changed.original()));
    }

    /**
     * Makes the settings right. Idempotent.
     *
     * @param more settings beside those that every address needs
     * @return what stands in the way, for a person; empty when all is right
     */
    Optional<String> hold(List<InterfaceSetting> more, Consumer<IpStep> step, Duration timeout) {
        List<Change> changes = new ArrayList<>();
        Map<String, Integer> numbers = numbers();
        for (String named : interfaces) {
            String name = ledger.kernelName(named);
            for (InterfaceSetting setting : wanted(more)) {
                KernelAnswer<SettingsLedger.Found> found = ledger.look(name, setting, timeout);
                if (found.value().isEmpty() && found.result().kind() != KernelResult.Kind.NOT_THERE) {
                    return Optional.of(found.result().message());
                }
                found.value()
                        .flatMap(SettingsLedger.Found::toBeNoted)
                        .ifPresent(original ->
                                changes.add(new Change(numbers.getOrDefault(named, 0), name, setting, original)));
            }
        }
        Optional<String> refusal = refusal(changes);
        return refusal.isPresent() || changes.isEmpty() ? refusal : make(changes, step, timeout);
    }

    /**
     * Gives back what was changed, then forgets it. Idempotent.
     *
     * @return what stands in the way, for a person; empty when all is given back
     */
    Optional<String> giveBack(Consumer<IpStep> step, Duration timeout) {
        List<Noted> noted = noted();
        for (Noted changed : noted) {
            KernelResult result =
                    ledger.release(tag, changed.interfaceName(), changed.key(), changed.original(), timeout);
            boolean failed = result.kind() == KernelResult.Kind.REFUSED || result.kind() == KernelResult.Kind.TIMED_OUT;
            if (failed) {
                return Optional.of(result.message());
            }
        }
        if (!noted.isEmpty()) {
            step.accept(IpStep.SETTINGS_RETURNED);
            noted.forEach(changed -> notes.remove(changed.noteKey()));
            step.accept(IpStep.NOTES_CLEARED);
        }
        return Optional.empty();
    }

    /** Under which number each interface is noted; one that was ours before keeps its own until all is given back. */
    private Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        noted().forEach(changed -> numbers.put(changed.interfaceName(), changed.number()));
        for (String name : interfaces) {
            int free = 0;
            while (numbers.containsValue(free)) {
                free++;
            }
            numbers.putIfAbsent(name, free);
        }
        return numbers;
    }

    private List<InterfaceSetting> wanted(List<InterfaceSetting> more) {
        List<InterfaceSetting> wanted = new ArrayList<>(more);
        if (family == IpFamily.IPV6) {
            // Its addresses have no order, and an interface answers for its own only.
            return wanted;
        }
        wanted.add(InterfaceSetting.PROMOTE_SECONDARIES);
        if (flux != ArpFlux.IGNORE) {
            wanted.addAll(InterfaceSetting.AGAINST_FLUX);
        }
        return wanted;
    }

    private Optional<String> refusal(List<Change> changes) {
        return changes.stream()
                .filter(change -> flux == ArpFlux.REFUSE && InterfaceSetting.AGAINST_FLUX.contains(change.setting()))
                .findFirst()
                .map(change -> change.setting().key() + " of " + change.interfaceName() + " is " + change.original()
                        + ", so that another interface may answer for the address; set it to "
                        + change.setting().wanted() + ", or let arpFlux be 'prevent' or 'ignore'");
    }

    private Optional<String> make(List<Change> changes, Consumer<IpStep> step, Duration timeout) {
        Map<String, String> entries = new LinkedHashMap<>();
        changes.forEach(change -> entries.put(change.noteKey(), change.interfaceName() + "=" + change.original()));
        notes.putAll(entries);
        step.accept(IpStep.SETTINGS_NOTED);
        for (Change change : changes) {
            KernelResult result =
                    ledger.hold(tag, change.interfaceName(), change.setting(), change.original(), timeout);
            if (!result.ok() && result.kind() != KernelResult.Kind.NOT_THERE) {
                return Optional.of(result.message());
            }
        }
        step.accept(IpStep.SETTINGS_MADE);
        return Optional.empty();
    }

    private List<Noted> noted() {
        return notes.all().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(PREFIX))
                .map(entry -> Noted.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private record Change(int number, String interfaceName, InterfaceSetting setting, int original) {
        String noteKey() {
            return PREFIX + number + "." + setting.key();
        }
    }

    private record Noted(String noteKey, String interfaceName, SettingKey key, int original) {
        int number() {
            return Integer.parseInt(noteKey.substring(PREFIX.length(), noteKey.lastIndexOf('.')));
        }

        static Noted of(String noteKey, String value) {
            int end = value.lastIndexOf('=');
            SettingKey key = SettingKey.of(noteKey.substring(noteKey.lastIndexOf('.') + 1));
            return new Noted(noteKey, value.substring(0, end), key, Integer.parseInt(value.substring(end + 1)));
        }
    }
}
