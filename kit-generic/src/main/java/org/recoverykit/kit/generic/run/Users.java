package org.recoverykit.kit.generic.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Who is who on this node, as /etc/passwd and /etc/group have it. */
public final class Users {
    private static final Path PASSWD = Path.of("/etc/passwd");
    private static final Path GROUP = Path.of("/etc/group");
    private static final int NUMBER = 2;
    private static final int PRIMARY = 3;

    private Users() {}

    /** A user's number by name or number. */
    public static OptionalInt uid(String user) {
        return number(PASSWD, user);
    }

    /** A group's number by name or number. */
    public static OptionalInt gid(String group) {
        return number(GROUP, group);
    }

    static Optional<String> primaryGroup(String user) {
        return entry(PASSWD, user).map(e -> e.get(PRIMARY));
    }

    private static OptionalInt number(Path file, String nameOrNumber) {
        return entry(file, nameOrNumber)
                .map(e -> OptionalInt.of(Integer.parseInt(e.get(NUMBER))))
                .orElse(OptionalInt.empty());
    }

    private static Optional<List<String>> entry(Path file, String nameOrNumber) {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> List.of(line.split(":", -1)))
                    .filter(e -> e.size() > NUMBER
                            && (e.get(0).equals(nameOrNumber) || e.get(NUMBER).equals(nameOrNumber)))
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
