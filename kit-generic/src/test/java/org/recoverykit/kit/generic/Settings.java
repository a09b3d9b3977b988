package org.recoverykit.kit.generic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recoverykit.kit.generic.GenericConfig.Lsb;
import org.recoverykit.kit.generic.GenericConfig.Nagios;
import org.recoverykit.kit.generic.GenericConfig.Ocf;
import org.recoverykit.kit.generic.GenericConfig.Pacemaker;
import org.recoverykit.kit.generic.GenericConfig.Scripts;
import org.recoverykit.kit.generic.GenericConfig.Systemd;

/** Settings as files would give them. */
public final class Settings {
    private Settings() {}

    /** An agent of the usual place. */
    public static GenericConfig ocf(String agent, Map<String, String> parameters) {
        return ocf(agent, parameters, Optional.empty(), Map.of(), Optional.empty());
    }

    /** An agent of the usual place, with everything that an administrator may add. */
    public static GenericConfig ocf(
            String agent,
            Map<String, String> parameters,
            Optional<Integer> deepLevel,
            Map<String, String> environment,
            Optional<String> pidFile) {
        return ocf(new Ocf(agent, parameters, deepLevel, "/usr/lib/ocf", Pacemaker.REFUSE), environment, pidFile);
    }

    /** An agent that is taken although it expects a cluster manager. */
    public static GenericConfig ocfAtOwnRisk(String agent, Map<String, String> parameters) {
        Ocf ocf = new Ocf(agent, parameters, Optional.empty(), "/usr/lib/ocf", Pacemaker.IGNORE);
        return ocf(ocf, Map.of(), Optional.empty());
    }

    private static GenericConfig ocf(Ocf ocf, Map<String, String> environment, Optional<String> pidFile) {
        return config(
                DialectName.OCF,
                Optional.empty(),
                Optional.of(ocf),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                environment,
                pidFile);
    }

    /** An init script. */
    public static GenericConfig lsb(String script, Map<String, String> environment) {
        return config(
                DialectName.LSB,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Lsb(script)),
                Optional.empty(),
                Optional.empty(),
                environment,
                Optional.empty());
    }

    /** A unit. */
    public static GenericConfig systemd(String systemctl, String unit, Map<String, String> environment) {
        return config(
                DialectName.SYSTEMD,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Systemd(unit, systemctl)),
                Optional.empty(),
                environment,
                Optional.empty());
    }

    /** A plug-in, with scripts that act or without. */
    public static GenericConfig nagios(
            String plugin, List<String> arguments, Optional<Scripts> scripts, Map<String, String> environment) {
        return config(
                DialectName.NAGIOS,
                scripts,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Nagios(plugin, arguments, List.of())),
                environment,
                Optional.empty());
    }

    /** One script for restore, remove and localRecovery. */
    public static Optional<Scripts> actions(String file) {
        return Optional.of(new Scripts(
                Optional.empty(),
                Optional.of(file),
                List.of("restore", "remove", "localRecovery"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty()));
    }

    private static GenericConfig config(
            DialectName dialect,
            Optional<Scripts> scripts,
            Optional<Ocf> ocf,
            Optional<Lsb> lsb,
            Optional<Systemd> systemd,
            Optional<Nagios> nagios,
            Map<String, String> environment,
            Optional<String> pidFile) {
        return new GenericConfig(
                dialect,
                scripts,
                ocf,
                lsb,
                systemd,
                nagios,
                environment,
                Map.of(),
                "/",
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(2),
                pidFile,
                Optional.empty());
    }
}
