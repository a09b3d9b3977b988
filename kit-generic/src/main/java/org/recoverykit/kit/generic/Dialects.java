package org.recoverykit.kit.generic;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.recoverykit.kit.generic.dialect.Dialect;
import org.recoverykit.kit.generic.dialect.LsbDialect;
import org.recoverykit.kit.generic.dialect.NagiosDialect;
import org.recoverykit.kit.generic.dialect.ScriptsDialect;
import org.recoverykit.kit.generic.dialect.Subject;
import org.recoverykit.kit.generic.dialect.SystemdDialect;
import org.recoverykit.kit.generic.ocf.OcfAgents;
import org.recoverykit.kit.generic.run.ScriptFile;
import org.recoverykit.kit.generic.run.ScriptRunner;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.KitConfigurationException.Problem;

/** Makes the dialect that the settings name. */
final class Dialects {
    private final GenericConfig config;
    private final Subject subject;
    private final ScriptRunner runner;
    private final OptionalInt runAs;
    private final List<Problem> problems;

    private Dialects(
            GenericConfig config, Subject subject, ScriptRunner runner, OptionalInt runAs, List<Problem> problems) {
        this.config = config;
        this.subject = subject;
        this.runner = runner;
        this.runAs = runAs;
        this.problems = problems;
    }

    /**
     * Makes it; an agent may be asked for its meta-data.
     *
     * @param problems those known already; what is wrong is added
     * @throws KitConfigurationException with all of them
     */
    static Dialect of(
            GenericConfig config, Subject subject, ScriptRunner runner, OptionalInt runAs, List<Problem> problems)
            throws KitConfigurationException {
        return new Dialects(config, subject, runner, runAs, problems).make();
    }

    private Dialect make() throws KitConfigurationException {
        Dialect made = switch (config.dialect()) {
            case SCRIPTS -> scripts(config.scripts());
            case OCF -> ocf(required(config.ocf(), "ocf"));
            case LSB -> lsb(required(config.lsb(), "lsb"));
            case SYSTEMD -> systemd(required(config.systemd(), "systemd"));
            case NAGIOS -> nagios(required(config.nagios(), "nagios"));
        };
        throwProblems();
        return made;
    }

    private Dialect scripts(Optional<GenericConfig.Scripts> settings) throws KitConfigurationException {
        return new ScriptsDialect(subject, ScriptSettings.commands(required(settings, "scripts"), runAs, problems));
    }

    private Dialect lsb(GenericConfig.Lsb settings) {
        mustRun("lsb.script", settings.script());
        return new LsbDialect(settings.script(), subject);
    }

    private Dialect systemd(GenericConfig.Systemd settings) {
        mustRun("systemd.systemctl", settings.systemctl());
        // The characters that systemd itself allows in a unit's name.
        if (!settings.unit().matches("[A-Za-z0-9:_.\\\\@-]{1,255}")
                || settings.unit().startsWith("-")) {
            problems.add(
                    new Problem("systemd.unit", "'" + settings.unit() + "' is no unit's name, as nginx.service is"));
        }
        return new SystemdDialect(settings.systemctl(), settings.unit(), subject);
    }

    private Dialect nagios(GenericConfig.Nagios settings) throws KitConfigurationException {
        mustRun("nagios.plugin", settings.plugin());
        Optional<Dialect> actions =
                config.scripts().isPresent() ? Optional.of(scripts(config.scripts())) : Optional.empty();
        return new NagiosDialect(settings.plugin(), settings.arguments(), settings.deepArguments(), actions, subject);
    }

    private Dialect ocf(GenericConfig.Ocf settings) throws KitConfigurationException {
        OcfAgents.Request request = new OcfAgents.Request(
                settings.agent(),
                settings.parameters(),
                settings.deepLevel(),
                Path.of(settings.root()),
                Path.of(config.environment().getOrDefault("HA_RSCTMP", OcfAgents.STATE)),
                switch (settings.pacemaker()) {
                    case REFUSE -> OcfAgents.Expectations.REFUSED;
                    case IGNORE -> OcfAgents.Expectations.IGNORED;
                });
        try {
            return new OcfAgents(runner).load(request, subject);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KitConfigurationException("ocf.agent", "interrupted while it was asked for its meta-data");
        } catch (KitConfigurationException e) {
            problems.addAll(e.problems());
            throw new KitConfigurationException(problems);
        }
    }

    private void mustRun(String setting, String path) {
        if (ScriptFile.executable(path, runAs) instanceof ScriptFile.Look.Bad bad) {
            problems.add(new Problem(setting, bad.why().reason()));
        }
    }

    private <T> T required(Optional<T> settings, String name) throws KitConfigurationException {
        if (settings.isEmpty()) {
            problems.add(new Problem(name, "is missing; dialect " + name + " needs it"));
            throwProblems();
        }
        return settings.orElseThrow();
    }

    private void throwProblems() throws KitConfigurationException {
        if (!problems.isEmpty()) {
            throw new KitConfigurationException(problems);
        }
    }
}
