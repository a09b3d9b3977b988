package org.recoverykit.kit.ec2;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.recoverykit.spi.Notes;

/** Remembers of one resource that a source/destination check was on before it was switched off, and gives that back. */
final class SourceDestGuard {
    private static final String KEY = "sourceDestCheck";

    /** Giving it back is a courtesy, and a failover waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final String tag;
    private final Notes notes;
    private final SourceDestLedger ledger;

    SourceDestGuard(String tag, Notes notes, SourceDestLedger ledger) {
        this.tag = tag;
        this.notes = notes;
        this.ledger = ledger;
    }

    /** A former life of this process has noted it. */
    void adopt() {
        notes.get(KEY).ifPresent(networkInterface -> ledger.hold(networkInterface, tag));
    }

    /** Somebody in this process has switched it off: this resource needs that, too. */
    void join(String networkInterface) {
        if (ledger.isHeld(networkInterface)) {
            note(networkInterface);
        }
    }

    /** Notes what is about to be switched off. */
    void before(List<Todo> todo) {
        for (Todo one : todo) {
            if (one.change() instanceof Change.SourceDestCheck off) {
                note(off.networkInterface());
            }
        }
    }

    /** Switches it on again if nobody needs it off; what stood in the way is told, and the note kept for the next time. */
    Optional<String> giveBack(Batch batch, Budget budget) throws InterruptedException {
        Optional<String> noted = notes.get(KEY);
        if (noted.isEmpty()) {
            return Optional.empty();
        }
        String networkInterface = noted.get();
        if (ledger.release(networkInterface, tag)) {
            Optional<Trouble> trouble =
                    batch.sendOne(new Change.SourceDestCheck(networkInterface, true), budget, PATIENCE);
            if (trouble.filter(told -> !told.isNotFound()).isPresent()) {
                ledger.hold(networkInterface, tag);
                return trouble.map(told ->
                        "the source/destination check of " + networkInterface + " is still off: " + told.message());
            }
        }
        budget.call().step(Ec2Step.CHECK_RETURNED.text());
        notes.remove(KEY);
        return Optional.empty();
    }

    private void note(String networkInterface) {
        notes.put(KEY, networkInterface);
        ledger.hold(networkInterface, tag);
    }
}
