package org.recoverykit.kit.generic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recoverykit.spi.Setting;

/**
 * The settings of one application. Reasons and examples: {@code docs/kits/generic.md}.
 *
 * @param dialect what the scripts are
 * @param scripts the five scripts, for {@code dialect: scripts}
 * @param ocf the agent, for {@code dialect: ocf}
 * @param lsb the init script, for {@code dialect: lsb}
 * @param systemd the unit, for {@code dialect: systemd}
 * @param nagios the plug-in, for {@code dialect: nagios}
 * @param environment further variables for each script
 * @param secrets the same, for what must not be shown
 * @param workingDirectory where each script starts
 * @param user who runs the scripts
 * @param group with which group
 * @param grace between SIGTERM and SIGKILL
 * @param pidFile file with the number of the application's process
 * @param process name of the application's process
 */
public record GenericConfig(
        @Setting(
                value =
                        "scripts: five scripts of your own; ocf: a resource agent; lsb: an init script; systemd: a unit; nagios: a plug-in that only looks",
                defaultValue = "scripts")
        DialectName dialect,

        @Setting("the five scripts, for dialect: scripts") Optional<Scripts> scripts,

        @Setting("the resource agent, for dialect: ocf") Optional<Ocf> ocf,

        @Setting("the init script, for dialect: lsb") Optional<Lsb> lsb,

        @Setting("the unit, for dialect: systemd") Optional<Systemd> systemd,

        @Setting("the plug-in, for dialect: nagios") Optional<Nagios> nagios,

        @Setting("further environment variables for each script")
        Map<String, String> environment,

        @Setting(value = "further environment variables whose values appear nowhere, as passwords", secret = true)
        Map<String, String> secrets,

        @Setting(value = "absolute path of the directory that each script starts in", defaultValue = "/")
        String workingDirectory,

        @Setting("user that runs the scripts; default: the engine's own")
        Optional<String> user,

        @Setting("group that the scripts run with; default: the user's own")
        Optional<String> group,

        @Setting(
                value = "how long a script whose time is over has between SIGTERM and SIGKILL, 0s to 60s",
                defaultValue = "2s")
        Duration grace,

        @Setting(
                "absolute path of the file in which the application keeps its process number; its end is noticed at once")
        Optional<String> pidFile,

        @Setting("name of the application's process, as ps -o comm shows it; its end is noticed at once")
        Optional<String> process) {

    private static final Duration LONGEST_GRACE = Duration.ofSeconds(60);

    /** Refuses settings that cannot work on any node. */
    public GenericConfig {
        environment = Map.copyOf(environment);
        secrets = Map.copyOf(secrets);
        if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
            throw new IllegalArgumentException("grace: " + grace + " is not between 0s and 60s");
        }
    }

    /**
     * The five scripts: one directory of five files, one file that takes the operation as its first argument, or paths.
     *
     * @param directory holds executables restore, remove, quickCheck, deepCheck, localRecovery
     * @param file one executable for all, called with the operation's name
     * @param operations the operations that the one file provides; empty for all five
     * @param restore brings the application into service
     * @param remove takes it out of service
     * @param quickCheck is it in service?
     * @param deepCheck does it do its work?
     * @param localRecovery mends it
     * @param arguments for each script, after the operation's name where there is one
     * @param interpreter runs the scripts, for those that cannot be executed themselves
     */
    public record Scripts(
            @Setting("directory with executables named restore, remove, quickCheck, deepCheck, localRecovery")
            Optional<String> directory,

            @Setting("one executable for all operations; its first argument is the operation's name")
            Optional<String> file,

            @Setting("which operations the one file provides, as [restore, remove, quickCheck]; default: all five")
            List<String> operations,

            @Setting("path of the script that brings the application into service")
            Optional<String> restore,

            @Setting("path of the script that takes the application out of service")
            Optional<String> remove,

            @Setting("path of the script that tells whether the application is in service")
            Optional<String> quickCheck,

            @Setting("path of the script that tells whether the application does its work")
            Optional<String> deepCheck,

            @Setting("path of the script that mends the application on this node")
            Optional<String> localRecovery,

            @Setting("further arguments for each script") List<String> arguments,

            @Setting(
                    "absolute path of a program that runs the scripts, as /usr/bin/python3; default: the scripts themselves")
            Optional<String> interpreter) {}

    /**
     * A resource agent.
     *
     * @param agent {@code ocf:heartbeat:redis}, {@code heartbeat:redis} or an absolute path
     * @param parameters as the agent's meta-data describes them
     * @param deepLevel the OCF_CHECK_LEVEL of the deep check
     * @param root where agents and their library are
     * @param pacemaker what becomes of an agent that expects a cluster manager
     */
    public record Ocf(
            @Setting("ocf:heartbeat:redis, heartbeat:redis, or an absolute path")
            String agent,

            @Setting("the agent's parameters, as its meta-data describes them")
            Map<String, String> parameters,

            @Setting(
                    "OCF_CHECK_LEVEL of the deep check, 0 to 100; default: the deepest that the agent advertises. Some know deeper ones than they advertise")
            Optional<Integer> deepLevel,

            @Setting(
                    value = "absolute path of the directory with resource.d and lib, as agents know it by OCF_ROOT",
                    defaultValue = "/usr/lib/ocf")
            String root,

            @Setting(
                    value =
                            "refuse: an agent that expects a cluster manager is refused; ignore: it is taken all the same, at your own risk",
                    defaultValue = "refuse")
            Pacemaker pacemaker) {}

    /** What becomes of an agent that expects a cluster manager. */
    public enum Pacemaker {
        /** It is refused, with the reason. */
        REFUSE,
        /** It is taken: somebody has seen that it works without. */
        IGNORE
    }

    /**
     * An init script.
     *
     * @param script its path
     */
    public record Lsb(
            @Setting("absolute path of the init script, as /etc/init.d/apache2")
            String script) {}

    /**
     * A unit of systemd.
     *
     * @param unit its name
     * @param systemctl the program that speaks to systemd
     */
    public record Systemd(
            @Setting("name of the unit, as nginx.service") String unit,

            @Setting(value = "absolute path of systemctl", defaultValue = "/usr/bin/systemctl")
            String systemctl) {}

    /**
     * A plug-in.
     *
     * @param plugin its path
     * @param arguments for the quick check
     * @param deepArguments for the deep check
     */
    public record Nagios(
            @Setting("absolute path of the plug-in, as /usr/lib/nagios/plugins/check_http")
            String plugin,

            @Setting("the plug-in's arguments, each by itself")
            List<String> arguments,

            @Setting("other arguments for the deep check; default: the same")
            List<String> deepArguments) {}
}
