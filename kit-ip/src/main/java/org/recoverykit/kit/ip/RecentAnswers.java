package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Who answered on a pair of interfaces, kept for a second: of ten thousand addresses 170 look each second, and the gateway
 * need not be asked by each. Thread-safe.
 */
final class RecentAnswers {
    private static final long RECENT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<Question, Answer> answers = new ConcurrentHashMap<>();

    /**
     * Whom, and by which interfaces.
     *
     * @param spare 0 for none
     */
    record Question(int current, int spare, Set<InetAddress> targets) {}

    /** Whether anybody answered on the interface that holds the address, and on the spare one. */
    record Heard(boolean here, boolean there) {}

    private record Answer(Heard heard, long nanos) {}

    /** As it was at most a second ago, by the caller's clock. */
    Optional<Heard> of(Question question, long now) {
        return Optional.ofNullable(answers.get(question))
                .filter(answer -> now - answer.nanos() < RECENT_NANOS)
                .map(Answer::heard);
    }

    void note(Question question, Heard heard, long now) {
        answers.put(question, new Answer(heard, now));
    }
}
