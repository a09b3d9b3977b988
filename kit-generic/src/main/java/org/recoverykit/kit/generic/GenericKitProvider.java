package org.recoverykit.kit.generic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.recoverykit.kit.generic.dialect.Dialect;
import org.recoverykit.kit.generic.dialect.Subject;
import org.recoverykit.kit.generic.run.Identity;
import org.recoverykit.kit.generic.run.LinuxScriptRunner;
import org.recoverykit.kit.generic.run.Surroundings;
import org.recoverykit.linux.process.ChildProcess;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.KitConfigurationException.Problem;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.Registration;
import org.recoverykit.spi.ResourceContext;

/** The kit {@code generic}: protects an application by scripts, or by agents that exist already. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GenericKitProvider implements RecoveryKitProvider<GenericConfig> {
    private static final Duration TRIM_EVERY = Duration.ofSeconds(10);

    /** For {@link java.util.ServiceLoader}. */
    public GenericKitProvider() {}

    @Override
    public String id() {
        return "generic";
    }

    @Override
    public Class<GenericConfig> configType() {
        return GenericConfig.class;
    }

    /**
     * Looks at every script; ends scripts that a former life of the engine has left running, and nothing else. An agent is
     * asked for its meta-data.
     *
     * @throws KitConfigurationException if a script is missing, cannot run or could be somebody else's, or this is no Linux
     */
    @Override
    public RecoveryKit create(GenericConfig config, ResourceContext context) throws KitConfigurationException {
        Optional<String> unavailable = ChildProcess.unavailable();
        if (unavailable.isPresent()) {
            throw new KitConfigurationException("", unavailable.get());
        }
        List<Problem> problems = new ArrayList<>();
        CommonSettings common = new CommonSettings(config, problems);
        common.check();
        Optional<Identity> identity = common.identity(us());
        Surroundings surroundings = new Surroundings(
                context.tag(),
                context.node(),
                context.workDirectory(),
                Path.of(config.workingDirectory()),
                identity,
                config.grace(),
                config.secrets(),
                context.time());
        LinuxScriptRunner runner = new LinuxScriptRunner(surroundings);
        boolean created = false;
        try {
            List<String> unused = runner.endFormerLife();
            Rehearsal.once(runner);
            OptionalInt runAs = identity.map(who -> OptionalInt.of(who.uid())).orElse(OptionalInt.empty());
            Subject subject = new Subject(context.tag(), context.node(), config.environment());
            Dialect dialect = Dialects.of(config, subject, runner, runAs, problems);
            RecoveryKit kit = assemble(config, context, surroundings, runner, dialect);
            created = true;
            return kit;
        } finally {
            if (!created) {
                runner.close(); // the meta-data of an agent that is refused was a run, and left its group
            }
        }
    }

    private static RecoveryKit assemble(
            GenericConfig config,
            ResourceContext context,
            Surroundings surroundings,
            LinuxScriptRunner runner,
            Dialect dialect) {
        ApplicationScripts scripts = new ApplicationScripts(context.tag(), dialect, runner, config.grace());
        ApplicationProcess process = new ApplicationProcess(
                config.pidFile().map(Path::of), config.process(), surroundings.resourceMark(), context::suspect);
        Registration trimming = context.every(TRIM_EVERY, runner::trimOutput);
        return new GenericKit(
                scripts, process, new Assumption(context.notes()), new Prover(scripts, process, context.time()), () -> {
                    trimming.close();
                    runner.close();
                });
    }

    private static int us() {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            return -1;
        }
    }
}
