package org.recoverykit.kit.generic;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.recoverykit.kit.generic.run.Identity;
import org.recoverykit.kit.generic.run.Users;
import org.recoverykit.spi.KitConfigurationException.Problem;

/** What can be wrong on this node with the settings that all dialects share. */
final class CommonSettings {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String OURS = "RK_";

    private final GenericConfig config;
    private final List<Problem> problems;

    CommonSettings(GenericConfig config, List<Problem> problems) {
        this.config = config;
        this.problems = problems;
    }

    /** Looks at all but the user. */
    void check() {
        variables("environment", config.environment());
        variables("secrets", config.secrets());
        Path directory = Path.of(config.workingDirectory());
        if (!directory.isAbsolute() || !Files.isDirectory(directory)) {
            problem("workingDirectory", directory + " is no directory; give the absolute path of one");
        }
        config.pidFile()
                .filter(path -> !Path.of(path).isAbsolute())
                .ifPresent(path -> problem("pidFile", path + " is no absolute path; write the whole path"));
    }

    private void variables(String setting, Map<String, String> variables) {
        variables.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                problem(setting, "'" + name + "' cannot be the name of a variable; allowed are letters, digits and _");
            } else if (name.startsWith(OURS)) {
                problem(setting, name + " is set for each script by the kit; choose another name");
            }
            if (value.indexOf('\0') >= 0) {
                problem(setting, name + " has a zero character in its value, which no program can be given");
            }
        });
    }

    /** Who runs the scripts, where that is not us. */
    Optional<Identity> identity(int us) {
        if (config.user().isEmpty()) {
            config.group().ifPresent(group -> problem("group", "needs user; name the user, too"));
            return Optional.empty();
        }
        String user = config.user().get();
        OptionalInt uid = Users.uid(user);
        if (uid.isEmpty()) {
            problem("user", "there is no user '" + user + "' in /etc/passwd");
            return Optional.empty();
        }
        Optional<String> group = config.group();
        if (group.isPresent() && Users.gid(group.get()).isEmpty()) {
            problem("group", "there is no group '" + group.get() + "' in /etc/group");
        }
        if (us != 0) {
            problem("user", "only root can run scripts as another user, and this engine runs as uid " + us);
        } else if (!Files.isExecutable(Path.of(Identity.SETPRIV))) {
            problem("user", Identity.SETPRIV + " is missing; install util-linux");
        }
        return Optional.of(new Identity(
                user,
                uid.getAsInt(),
                group.map(g -> Integer.toString(Users.gid(g).orElse(0)))));
    }

    private void problem(String setting, String message) {
        problems.add(new Problem(setting, message));
    }
}
