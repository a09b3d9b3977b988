package org.recoverykit.kit.ec2;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** Looks at two things of EC2 at a time: at what leads to the address, and at this node's interface. */
final class Look {
    private Look() {}

    static <P, S> Answer<S> at(
            Turns turns,
            Reading<P> way,
            Reading<List<Eni>> own,
            Freshness freshness,
            Budget budget,
            BiFunction<P, Optional<Eni>, S> both)
            throws InterruptedException {
        if (freshness == Freshness.RECENT) {
            Answer<P> known = turns.recent(way, budget);
            return known.trouble().isPresent()
                    ? together(known, Answer.of(List.of()), both)
                    : together(known, turns.recent(own, budget), both);
        }
        boolean alone = freshness == Freshness.NOW;
        CompletableFuture<Answer<P>> askedWay = alone ? way.direct() : way.fresh();
        CompletableFuture<Answer<List<Eni>>> askedOwn = alone ? own.direct() : own.fresh();
        return together(budget.await(askedWay, way.action()), budget.await(askedOwn, own.action()), both);
    }

    private static <P, S> Answer<S> together(
            Answer<P> way, Answer<List<Eni>> own, BiFunction<P, Optional<Eni>, S> both) {
        return way.flatMap(
                known -> own.map(found -> both.apply(known, found.stream().findFirst())));
    }
}
