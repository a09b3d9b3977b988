package org.recoverykit.kit.ec2;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Which interface is this node's: instances are replaced, and interfaces moved, so nothing is remembered for long. */
final class Homes {
    private final HomeChoice choice;
    private final Ec2Host host;

    Homes(HomeChoice choice, Ec2Host host) {
        this.choice = choice;
        this.host = host;
    }

    Answer<Home> find(Freshness freshness, Budget budget) throws InterruptedException {
        Optional<Home> said = choice.bySettings();
        if (said.isPresent()) {
            return Answer.of(said.get());
        }
        Reading<InstanceFacts> facts = host.facts();
        if (freshness == Freshness.RECENT) {
            Optional<Answer<InstanceFacts>> known = facts.last()
                    .filter(taken -> host.time().nanoTime() - taken.begunAt()
                            < host.factsAge().toNanos())
                    .map(Reading.Taken::answer);
            if (known.isPresent()) {
                return known.get().flatMap(choice::among);
            }
        }
        CompletableFuture<Answer<InstanceFacts>> asked = switch (freshness) {
            case RECENT -> facts.joined();
            case FRESH -> facts.fresh();
            case NOW -> facts.direct();
        };
        return budget.await(asked, facts.action()).flatMap(choice::among);
    }
}
