package org.recoverykit.examples.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.recoverykit.engine.EngineEvent.OperationEnded;

/** Plays one act: strikes, waits until all is well and quiet again, and measures what the client saw. */
final class Player {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** Receivers of an ARP announcement ignore the next one for a second: let that pass, as real accidents would. */
    private static final Duration QUIET = Duration.ofMillis(1_200);

    private final Timeline timeline;
    private final Ledger ledger;
    private final Client client;

    Player(Timeline timeline, Ledger ledger, Client client) {
        this.timeline = timeline;
        this.ledger = ledger;
        this.client = client;
    }

    Act.Report play(Act act) throws InterruptedException {
        timeline.heading(act.title());
        // Once for nothing: loading the classes that watch would take time from what is watched.
        report(act, Instant.now());
        client.startAfresh();
        Instant blow = timeline.blow(act.who(), act.what(), act.deed());
        ledger.await(PATIENCE, () -> act.ending().missing(blow).isEmpty() && client.isServed());
        ledger.await(PATIENCE, () -> ledger.quietFor(QUIET) && !Instant.now().isBefore(blow.plus(QUIET)));
        Act.Report report = report(act, blow);
        timeline.client(client.words() + report.problem().map(p -> "; but " + p).orElse(""));
        return report;
    }

    private Act.Report report(Act act, Instant blow) {
        Optional<String> problem = act.ending().missing(blow);
        if (problem.isEmpty() && !client.isServed()) {
            problem = Optional.of("the client is not served again after " + PATIENCE.toSeconds() + " s");
        }
        return new Act.Report(
                act.title(),
                ledger.detected(blow).map(at -> Duration.between(blow, at)),
                ledger.inService(blow).map(at -> Duration.between(blow, at)),
                client.addressOutage(),
                client.pageOutage(),
                done(blow),
                problem);
    }

    private String done(Instant blow) {
        List<Ledger.Entry> done = ledger.done(blow);
        return done.isEmpty()
                ? "nothing had to be done"
                : done.stream().map(Player::words).collect(Collectors.joining("; "));
    }

    private static String words(Ledger.Entry entry) {
        OperationEnded ended = (OperationEnded) entry.event();
        return switch (ended.operation()) {
            case LOCAL_RECOVERY -> ended.subject() + " recovered on " + entry.node() + ": " + ended.reason();
            case REMOVE -> ended.subject() + " out on " + entry.node();
            case RESTORE -> ended.subject() + " in on " + entry.node();
            case QUICK_CHECK, DEEP_CHECK, ISOLATE, COMMAND -> ended.subject() + ": " + ended.operation();
        };
    }
}
