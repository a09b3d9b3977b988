package org.recoverykit.kit.mac;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.model.SavedConfiguration;
import org.recoverykit.spi.Notes.NotDurableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The long way, for drivers that answer EBUSY: down, set, up. The kernel drops IPv6 addresses and routes of what is down, so
 * they are saved on the disk before, and put back after, by another process if this one dies in between.
 */
final class DownTime {
    private static final Logger LOG = LoggerFactory.getLogger(DownTime.class);

    private final LinuxNetwork network;
    private final MacNotes notes;
    private final SavedFile file;

    DownTime(LinuxNetwork network, MacNotes notes, SavedFile file) {
        this.network = network;
        this.notes = notes;
        this.file = file;
    }

    /** Changes the address; what went wrong, or empty. Once begun it is not interrupted. */
    Optional<String> change(Link link, MacAddress wanted, Budget budget) throws InterruptedException {
        // What is saved of an interface that has not everything back is all that there is: it is not replaced.
        Optional<String> unfinished = finish(budget);
        if (unfinished.isPresent()) {
            return unfinished;
        }
        KernelAnswer<SavedConfiguration> saved = network.links().save(link.index(), budget.next());
        if (saved.value().isEmpty()) {
            return Optional.of(saved.result().message());
        }
        try {
            file.write(saved.value().get());
            notes.down(link.name());
        } catch (IOException | NotDurableException unwritten) {
            return Optional.of("what " + link.name() + " has cannot be saved, so it is not set down: " + unwritten);
        }
        budget.step(MacStep.SAVED);
        KernelResult down = network.setLinkUp(link.index(), false, Budget.toTheEnd());
        budget.step(MacStep.DOWN);
        KernelResult set =
                down.ok() ? network.links().setHardwareAddress(link.index(), wanted, Budget.toTheEnd()) : down;
        budget.step(MacStep.CHANGED);
        Optional<String> left = complete(saved.value().get(), budget);
        if (!set.ok()) {
            return Optional.of(set.message());
        }
        left.ifPresent(text -> LOG.warn("event=not-put-back interface={} reason=\"{}\"", link.name(), text));
        return Optional.empty();
    }

    /** Ends what another life of this resource began; what is left to be done, or empty. */
    Optional<String> finish(Budget budget) {
        Optional<String> name = notes.down();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            SavedConfiguration saved = file.read();
            boolean same = network.view()
                    .link(name.get())
                    .filter(link -> link.index() == saved.ifindex())
                    .isPresent();
            if (!same) {
                // Pulled out since, or the machine was started anew: what is there now owes nothing to us.
                return forget(budget);
            }
            return complete(saved, budget);
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.warn("event=saved-interface-unreadable interface={} reason=\"{}\"", name.get(), unreadable.toString());
            network.view().link(name.get()).ifPresent(link -> up(link.index()));
            return forget(budget);
        }
    }

    /** What is left to be done, or empty. What the kernel refuses is told and left out; what it did not answer is not. */
    private Optional<String> complete(SavedConfiguration saved, Budget budget) {
        KernelResult up = up(saved.ifindex());
        budget.step(MacStep.UP);
        if (!up.ok()) {
            return Optional.of(up.message());
        }
        List<KernelResult> troubles = network.links().giveBack(saved, Budget.toTheEnd());
        budget.step(MacStep.COMPLETE);
        String text = troubles.stream().map(KernelResult::message).collect(Collectors.joining("; "));
        if (troubles.stream().anyMatch(trouble -> trouble.kind() == KernelResult.Kind.TIMED_OUT)) {
            return Optional.of(text);
        }
        if (!text.isEmpty()) {
            LOG.warn("event=not-put-back ifindex={} reason=\"{}\"", saved.ifindex(), text);
        }
        return forget(budget);
    }

    private KernelResult up(int ifindex) {
        return network.setLinkUp(ifindex, true, Budget.toTheEnd());
    }

    private Optional<String> forget(Budget budget) {
        try {
            notes.upAgain();
            file.delete();
            budget.step(MacStep.SAVED_FORGOTTEN);
            return Optional.empty();
        } catch (IOException | NotDurableException unwritten) {
            return Optional.of("cannot note that the interface is complete again: " + unwritten);
        }
    }
}
