package org.recoverykit.kit.mac;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CommandResult;

/**
 * A person's word that nobody uses the protected address any more: the interface whose own it is gets it back for good. The
 * last thing to do before the resource is taken out of the configuration.
 */
final class GiveBack {
    static final String VERB = "give-back";

    private final LinuxNetwork network;
    private final MacNotes notes;
    private final Changer changer;
    private final Announcer announcer;

    GiveBack(LinuxNetwork network, MacNotes notes, Changer changer, Announcer announcer) {
        this.network = network;
        this.notes = notes;
        this.changer = changer;
        this.announcer = announcer;
    }

    CommandResult perform(Budget budget) throws InterruptedException {
        Optional<MacAddress> address = notes.address();
        if (notes.held().isPresent() || address.isEmpty()) {
            return CommandResult.refused(
                    "the address is in service here, or was never known; take it out of service first");
        }
        List<String> given = new ArrayList<>();
        for (Original original : notes.originals()) {
            Optional<Link> link = network.view().link(original.name());
            if (link.isPresent()) {
                ActionResult back = changer.change(link.get(), original.address(), budget);
                if (back.kind() != ActionResult.Kind.DONE) {
                    return CommandResult.refused(back.reason());
                }
                announcer.announce(link.get().index(), original.address());
                given.add(original.name() + " has " + original.address());
            }
            notes.forget(original);
        }
        notes.forgetLetGo();
        return CommandResult.answered(
                given.isEmpty() ? "every interface had its own address already" : String.join("; ", given));
    }
}
