package org.recoverykit.ec2fake;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Which requests go wrong, and how. The first rule that strikes, strikes. Thread-safe. */
public final class Faults {
    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    private record Rule(Predicate<Request> which, IntPredicate when, Fault fault, AtomicInteger seen) {
        boolean strikes(Request request) {
            return which.test(request) && when.test(seen.incrementAndGet());
        }
    }

    /** Every such request goes wrong from now on. */
    public Faults always(Predicate<Request> which, Fault fault) {
        return some(which, n -> true, fault);
    }

    /** The first so many go wrong, counted from now. */
    public Faults first(int count, Predicate<Request> which, Fault fault) {
        return some(which, n -> n <= count, fault);
    }

    /** Every n-th goes wrong, counted from now. */
    public Faults everyNth(int nth, Predicate<Request> which, Fault fault) {
        return some(which, n -> n % nth == 0, fault);
    }

    /** Some go wrong, by their number from 1, counted from now. */
    public Faults some(Predicate<Request> which, IntPredicate when, Fault fault) {
        rules.add(new Rule(which, when, fault, new AtomicInteger()));
        return this;
    }

    /** Nothing goes wrong any more; what hangs goes on hanging. */
    public void clear() {
        rules.clear();
    }

    Optional<Fault> strike(Request request) {
        return rules.stream().filter(rule -> rule.strikes(request)).findFirst().map(Rule::fault);
    }
}
