package org.recoverykit.kit.ec2;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

/**
 * What is to be made of what EC2 shows.
 *
 * @param todo what can be mended
 * @param complaints what cannot be mended by this kit; the rest is mended all the same
 * @param obstacles why nothing is even tried
 * @param warnings what is well enough, and worth a word
 */
record Verdict(List<Todo> todo, List<Complaint> complaints, List<Complaint> obstacles, List<String> warnings) {

    /** Copies the lists. */
    Verdict {
        todo = List.copyOf(todo);
        complaints = List.copyOf(complaints);
        obstacles = List.copyOf(obstacles);
        warnings = List.copyOf(warnings);
    }

    static Verdict obstacle(String text, FailureScope scope) {
        return new Verdict(List.of(), List.of(), List.of(new Complaint(text, scope)), List.of());
    }

    boolean isRight() {
        return todo.isEmpty() && complaints.isEmpty() && obstacles.isEmpty();
    }

    /** As a check tells it. */
    CheckResult check() {
        if (isRight()) {
            return warnings.isEmpty() ? CheckResult.healthy() : CheckResult.healthyBut(String.join("; ", warnings));
        }
        return CheckResult.unhealthy(wrong(), scope());
    }

    /** Everything that is wrong, in one line. */
    String wrong() {
        return Stream.of(
                        obstacles.stream().map(Complaint::text),
                        todo.stream().map(Todo::wrong),
                        complaints.stream().map(Complaint::text))
                .flatMap(texts -> texts)
                .collect(Collectors.joining("; "));
    }

    /** Here, as long as anything can be mended here; otherwise the narrowest place that all complaints leave. */
    FailureScope scope() {
        List<Complaint> all =
                Stream.concat(obstacles.stream(), complaints.stream()).toList();
        if ((obstacles.isEmpty() && !todo.isEmpty()) || all.isEmpty()) {
            return FailureScope.RETRY_HERE;
        }
        return narrowest(all.stream().map(Complaint::scope).toList());
    }

    /** What remains when one place fails everywhere, another only here. */
    static FailureScope narrowest(List<FailureScope> scopes) {
        return scopes.stream().max(FailureScope::compareTo).orElse(FailureScope.RETRY_HERE);
    }
}
