package org.recoverykit.kit.ec2;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.FailureScope;

/**
 * Changes what is wrong, and looks until it is right: EC2 takes a change at once and shows it later, and what it shows may be
 * old again after it was new. So a change counts when two looks in a row show it. No place is changed twice when EC2 has taken
 * the change: what still looks wrong then is late, or another node's doing, and two nodes must not play ping-pong.
 *
 * @param <S> what EC2 shows
 */
final class Convergence<S> {
    private static final int GOOD_LOOKS = 2;
    private static final int TRIES_OF_A_PLACE = 3;

    private final Goal<S> goal;
    private final Batch batch;
    private final Pace pace;
    private final Budget budget;
    private final Set<String> taken = new TreeSet<>();
    private final Map<String, Integer> tries = new HashMap<>();
    private final Map<String, Trouble> refused = new LinkedHashMap<>();
    private final Set<String> unsure = new HashSet<>();

    /**
     * What is to be reached.
     *
     * @param <S> what EC2 shows
     */
    interface Goal<S> {
        /** Looks at EC2. */
        Answer<S> look(Budget budget) throws InterruptedException;

        /** What is wrong with that. */
        Verdict judge(S seen);

        /** Called before changes are sent. */
        void before(List<Todo> todo);
    }

    Convergence(Goal<S> goal, Batch batch, Pace pace, Budget budget) {
        this.goal = goal;
        this.batch = batch;
        this.pace = pace;
        this.budget = budget;
    }

    /** Whether EC2 has taken, or may have taken, a change of something else than a source/destination check. */
    boolean hasMoved() {
        return taken.stream().anyMatch(place -> !place.startsWith("eni-")) || !unsure.isEmpty();
    }

    /** Done when it is right; Failed when it is wrong and nothing on its way could mend it; Indeterminate otherwise. */
    ActionResult run() throws InterruptedException {
        if (!batch.isSettled(budget)) {
            return ActionResult.indeterminate("an earlier change is still on its way to EC2");
        }
        long lastNews = pace.now();
        int good = 0;
        while (true) {
            // EC2's time is over when a look that began after it is no better; the look itself may be slow.
            boolean waitedLong = pace.isLate(lastNews);
            Answer<S> seen = goal.look(budget);
            boolean late = waitedLong || budget.isOver();
            Optional<ActionResult> end;
            if (seen.value().isEmpty()) {
                good = 0;
                end = blind(seen.trouble().orElseThrow(), late);
            } else {
                budget.call().step(Ec2Step.LOOKED.text());
                Verdict verdict = goal.judge(seen.value().get());
                List<Todo> open = open(verdict);
                if (!open.isEmpty() && !late) {
                    good = 0;
                    end = lostOwnership();
                    if (end.isEmpty() && send(open)) {
                        lastNews = pace.now();
                        continue;
                    }
                } else {
                    good = isSettled(verdict) ? good + 1 : 0;
                    end = ended(verdict, good, late);
                }
            }
            if (end.isPresent()) {
                return end.get();
            }
            pace.pause(budget.left());
        }
    }

    /** Sends what is open; whether EC2 took any of it. */
    private boolean send(List<Todo> open) throws InterruptedException {
        goal.before(open);
        boolean any = record(batch.send(open.stream().filter(Todo::isFirst).toList(), budget));
        return record(batch.send(open.stream().filter(todo -> !todo.isFirst()).toList(), budget)) || any;
    }

    private boolean record(Map<Todo, Answer<Change>> answers) {
        boolean any = false;
        for (Map.Entry<Todo, Answer<Change>> entry : answers.entrySet()) {
            String place = entry.getKey().place();
            Optional<Trouble> trouble = entry.getValue().trouble();
            if (trouble.isEmpty()) {
                any = true;
                taken.add(place);
                refused.remove(place);
            } else {
                refused.put(place, trouble.get());
                tries.merge(place, 1, Integer::sum);
            }
            // What had no certain answer may still take effect, until EC2 answers to a later try.
            if (trouble.isPresent() && !trouble.get().isCertain()) {
                unsure.add(place);
            }
        }
        return any;
    }

    private List<Todo> open(Verdict verdict) {
        return verdict.obstacles().isEmpty()
                ? verdict.todo().stream()
                        .filter(todo -> !taken.contains(todo.place()) && !isRefusedForGood(todo.place()))
                        .toList()
                : List.of();
    }

    private boolean isRefusedForGood(String place) {
        Trouble trouble = refused.get(place);
        if (trouble == null || trouble.isPassing()) {
            return false;
        }
        // The entry or the table may have gone between the look and the change; the next look tells.
        boolean gone = trouble.kind() == Trouble.Kind.REFUSED;
        return !gone || tries.getOrDefault(place, 0) >= TRIES_OF_A_PLACE;
    }

    /** Nothing is wrong, or only what no further change of ours can mend. */
    private boolean isSettled(Verdict verdict) {
        return verdict.todo().stream()
                .noneMatch(todo -> taken.contains(todo.place()) || !isRefusedForGood(todo.place()));
    }

    private Optional<ActionResult> ended(Verdict verdict, int good, boolean late) throws InterruptedException {
        boolean enough = good >= (taken.isEmpty() && refused.isEmpty() ? 1 : GOOD_LOOKS);
        if (verdict.isRight() && enough) {
            return Optional.of(right());
        }
        if (!verdict.isRight() && (enough || late)) {
            return Optional.of(wrong(verdict));
        }
        // EC2's time may be over; what looks right is confirmed all the same, as long as the call lasts.
        return budget.isOver()
                ? Optional.of(ActionResult.indeterminate(
                        "right at the last look, but the time was over before a second one could confirm it"))
                : Optional.empty();
    }

    private ActionResult right() {
        Optional<ActionResult> lost = lostOwnership();
        if (lost.isPresent()) {
            return lost.get();
        }
        budget.call().step(Ec2Step.VERIFIED.text());
        return taken.isEmpty() ? ActionResult.done() : ActionResult.done("changed " + String.join(", ", taken));
    }

    private Optional<ActionResult> lostOwnership() {
        return budget.call().ownership().valid()
                ? Optional.empty()
                : Optional.of(ActionResult.failed(
                        "this node no longer owns the address; another one may change it now",
                        FailureScope.TRY_ELSEWHERE));
    }

    private ActionResult wrong(Verdict verdict) {
        String reasons = refused.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue().message())
                .collect(Collectors.joining("; "));
        String late = verdict.todo().stream()
                .filter(todo -> taken.contains(todo.place()))
                .map(todo -> "EC2 took the change of " + todo.place() + " and does not show it")
                .collect(Collectors.joining("; "));
        String all = List.of(verdict.wrong(), reasons, late).stream()
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        boolean maybe = verdict.todo().stream().anyMatch(todo -> unsure.contains(todo.place()));
        return maybe ? ActionResult.indeterminate(all) : ActionResult.failed(all, scope(verdict));
    }

    private FailureScope scope(Verdict verdict) {
        boolean denied = refused.values().stream().anyMatch(trouble -> !trouble.isPassing());
        return verdict.scope() == FailureScope.RETRY_HERE && denied ? FailureScope.TRY_ELSEWHERE : verdict.scope();
    }

    private Optional<ActionResult> blind(Trouble trouble, boolean late) {
        if (trouble.kind() == Trouble.Kind.SETTINGS) {
            return Optional.of(ActionResult.failed(trouble.message(), FailureScope.TRY_ELSEWHERE));
        }
        return late || !trouble.isPassing()
                ? Optional.of(ActionResult.indeterminate(
                        (taken.isEmpty() ? "" : "EC2 took changes of " + String.join(", ", taken) + "; ")
                                + trouble.message()))
                : Optional.empty();
    }
}
