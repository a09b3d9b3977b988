package org.recoverykit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.recoverykit.spi.CommandResult;
import org.recoverykit.spi.KitCommand;

/** K12: a kit's own commands. */
interface CommandRules extends ContractSubject {

    /** K12.1. */
    @Test
    default void required_k1201_commandsAreListedOnceWithHelp() throws Exception {
        try (Trial trial = Trial.begin(this)) {
            List<KitCommand.Description> commands = trial.kit().commands();
            assertThat(commands).as("commands()").isNotNull();
            assertThat(commands.stream().map(KitCommand.Description::verb))
                    .as("verbs")
                    .doesNotHaveDuplicates();
            assertThat(commands)
                    .as("commands without help")
                    .noneMatch(command -> command.help().isBlank());
        }
    }

    /** K12.2. */
    @Test
    default void required_k1202_anUnknownCommandIsRefusedAndChangesNothing() throws Exception {
        try (Trial trial = Trial.begin(this).inService()) {
            TestCall call = trial.call();
            CommandResult result = KitThread.run(
                            "perform",
                            call.remaining(),
                            () -> trial.kit().perform(call, new KitCommand("no-such-command", Map.of())))
                    .answer("perform");
            assertThat(result).as("answer to an unknown command").isInstanceOf(CommandResult.Refused.class);
            trial.mustBeReally(true, "after a command that was refused");
        }
    }
}
