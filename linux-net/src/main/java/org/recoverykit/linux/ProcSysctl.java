package org.recoverykit.linux;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.recoverykit.linux.model.IpFamily;
import org.recoverykit.linux.socket.Errno;

/** Settings by their files, opened in the right namespace: /proc/sys/net shows that of the thread that opens. */
final class ProcSysctl implements InterfaceSysctl {
    private static final Pattern KEY = Pattern.compile("[a-z0-9_]{1,64}");

    private final Path root;
    private final NamespaceThread namespace;

    ProcSysctl(IpFamily family, NamespaceThread namespace) {
        this.root = Path.of(family == IpFamily.IPV4 ? "/proc/sys/net/ipv4/conf" : "/proc/sys/net/ipv6/conf");
        this.namespace = namespace;
    }

    @Override
    public KernelAnswer<String> read(String interfaceName, String key, Duration timeout) {
        Path file = file(interfaceName, key);
        try {
            Optional<String> text = namespace.call(() -> Files.readString(file), timeout);
            if (text.isPresent()) {
                return new KernelAnswer.Answered<>(text.get().strip());
            }
            return new KernelAnswer.NotAnswered<>(late("read " + file, timeout));
        } catch (Exception e) {
            return new KernelAnswer.NotAnswered<>(failed("read " + file, e));
        }
    }

    @Override
    public KernelResult write(String interfaceName, String key, String value, Duration timeout) {
        Path file = file(interfaceName, key);
        Callable<Path> write = () -> Files.writeString(file, value, StandardOpenOption.WRITE);
        try {
            return namespace.call(write, timeout).isPresent()
                    ? KernelResult.Ok.PLAIN
                    : late("write " + value + " to " + file, timeout);
        } catch (Exception e) {
            return failed("write " + value + " to " + file, e);
        }
    }

    /** Interface names may contain nearly anything, but no slash. */
    private Path file(String interfaceName, String key) {
        boolean dots = interfaceName.equals(".") || interfaceName.equals("..");
        if (interfaceName.isEmpty() || dots || interfaceName.indexOf('/') >= 0 || interfaceName.indexOf(0) >= 0) {
            throw new IllegalArgumentException("'" + interfaceName + "' cannot be an interface's name");
        }
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("'" + key + "' cannot be a setting: a-z, 0-9 and _ only");
        }
        return root.resolve(interfaceName).resolve(key);
    }

    private static KernelResult late(String what, Duration timeout) {
        return new KernelResult.TimedOut(what + ": not done within " + timeout.toMillis() + " ms");
    }

    private static KernelResult failed(String what, Exception e) {
        if (e instanceof NoSuchFileException) {
            return new KernelResult.NotThere(what + ": no such interface or setting");
        }
        if (e instanceof AccessDeniedException) {
            return new KernelResult.Refused(Errno.EACCES, "", what + ": no access" + Privileges.HINT);
        }
        String reason = e instanceof IOException ? String.valueOf(e.getMessage()) : e.toString();
        return new KernelResult.Refused(Errno.EINVAL, reason, what + ": " + reason);
    }
}
