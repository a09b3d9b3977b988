package org.recoverykit.kit.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recoverykit.spi.CommandResult;
import org.recoverykit.spi.KitCommand;

/**
 * The command {@code validate}: would this work? Looks at EC2, and asks it whether the changes that a takeover needs would be
 * permitted.
 *
 * @param <S> what EC2 shows
 */
final class Preflight<S> {
    static final List<KitCommand.Description> COMMANDS = List.of(new KitCommand.Description(
            "validate", Map.of(), "checks the settings against EC2, and the permissions; changes nothing"));

    private final Homes homes;
    private final Way<S> way;
    private final Ec2Host host;

    Preflight(Homes homes, Way<S> way, Ec2Host host) {
        this.homes = homes;
        this.way = way;
        this.host = host;
    }

    CommandResult perform(KitCommand command, Budget budget) throws InterruptedException {
        if (!command.verb().equals("validate")) {
            return CommandResult.refused("this kit has no command '" + command.verb() + "'; it has 'validate'");
        }
        Answer<Home> home = homes.find(Freshness.NOW, budget);
        if (home.value().isEmpty()) {
            return answered(home.trouble());
        }
        Answer<S> seen = way.look(home.value().get(), Freshness.NOW, budget);
        return seen.value().isEmpty()
                ? answered(seen.trouble())
                : CommandResult.answered(String.join(
                        "\n", report(home.value().get(), seen.value().get(), budget)));
    }

    private List<String> report(Home home, S seen, Budget budget) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        lines.add("network interface: " + home.networkInterface());
        Verdict verdict = way.toHome(home, seen);
        verdict.obstacles().forEach(obstacle -> lines.add("not possible: " + obstacle.text()));
        verdict.complaints().forEach(complaint -> lines.add("wrong: " + complaint.text()));
        verdict.todo().forEach(todo -> lines.add("would be changed: " + todo.wrong()));
        verdict.warnings().forEach(warning -> lines.add("warning: " + warning));
        for (Change harmless : way.rehearsals(home, seen)) {
            Answer<Change> answer =
                    budget.await(host.background(() -> host.api().rehearse(harmless)), harmless.action());
            lines.add(answer.trouble()
                    .map(trouble -> "permission: " + trouble.message())
                    .orElse("permission: " + harmless.action() + " is allowed"));
        }
        return lines;
    }

    private static CommandResult answered(Optional<Trouble> trouble) {
        return CommandResult.answered(
                "cannot tell: " + trouble.map(Trouble::message).orElse("no answer"));
    }
}
