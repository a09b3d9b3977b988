package org.recoverykit.kit.ec2;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Changes on their way to EC2, some at a time. What has been sent may take effect after whoever sent it was interrupted, so
 * the next action waits until all of it is answered.
 */
final class Batch {
    private final Ec2Host host;
    private final List<CompletableFuture<Answer<Change>>> sent = new ArrayList<>();

    Batch(Ec2Host host) {
        this.host = host;
    }

    /** Whether everything that was ever sent has been answered; waits for that. */
    boolean isSettled(Budget budget) throws InterruptedException {
        for (CompletableFuture<Answer<Change>> change : List.copyOf(sent)) {
            budget.await(change, "earlier change");
            if (!change.isDone()) {
                return false;
            }
        }
        sent.removeIf(CompletableFuture::isDone);
        return true;
    }

    /** Sends these, and answers what EC2 said to each; nothing is said of what was not even sent. */
    Map<Todo, Answer<Change>> send(List<Todo> todo, Budget budget) throws InterruptedException {
        Map<Todo, Answer<Change>> answers = new LinkedHashMap<>();
        int width = host.parallelism();
        for (int from = 0; from < todo.size(); from += width) {
            if (budget.isOver() || !budget.call().ownership().valid()) {
                break;
            }
            List<Todo> some = todo.subList(from, Math.min(todo.size(), from + width));
            budget.call().step(Ec2Step.ABOUT_TO_CHANGE.text());
            budget.left();
            List<CompletableFuture<Answer<Change>>> going = new ArrayList<>();
            for (Todo one : some) {
                going.add(host.make(one.change()));
            }
            sent.addAll(going);
            for (int i = 0; i < some.size(); i++) {
                Todo one = some.get(i);
                Answer<Change> answer = budget.await(going.get(i), one.change().action());
                answers.put(one, answer);
            }
            sent.removeIf(CompletableFuture::isDone);
            budget.call().step(Ec2Step.CHANGED.text());
        }
        return answers;
    }

    /** One change that is not worth waiting for long. */
    Optional<Trouble> sendOne(Change change, Budget budget, Duration atMost) throws InterruptedException {
        CompletableFuture<Answer<Change>> going = host.make(change);
        sent.add(going);
        Duration left = budget.left();
        Answer<Change> answer = Budget.await(going, change.action(), left.compareTo(atMost) < 0 ? left : atMost);
        sent.removeIf(CompletableFuture::isDone);
        return answer.trouble();
    }
}
