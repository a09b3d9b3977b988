package org.recoverykit.kit.generic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.recoverykit.linux.lab.Await;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.testkit.KitHarness;

/** The web server of the templates, protected by one of them: found, broken and asked from outside. */
final class WebServer implements KitHarness<GenericConfig> {
    private static final AtomicInteger PORT = new AtomicInteger(20_000);
    private static final int SECOND = 1000;

    private final Path directory;
    private final int port = PORT.incrementAndGet();
    private final GenericConfig config;

    /** The templates. */
    enum Template {
        BASH,
        PERL,
        PYTHON
    }

    /** Who tells whether it is in service. */
    enum QuickCheck {
        SCRIPT,
        PROCESS_AND_SCRIPT,
        PROCESS
    }

    WebServer(Template template, QuickCheck quickCheck) {
        try {
            directory = Files.createTempDirectory("rk-web");
            copy(examples(), directory);
            Files.writeString(directory.resolve("page"), "the page\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        config = config(template, quickCheck);
    }

    private GenericConfig config(Template template, QuickCheck quickCheck) {
        Map<String, String> environment = new HashMap<>();
        environment.put("WEB_COMMAND", directory.resolve("webserver").toString());
        environment.put("WEB_PORT", Integer.toString(port));
        environment.put("WEB_PAGE", directory.resolve("page").toString());
        environment.put("WEB_PIDFILE", pidFile().toString());
        String[] operations = quickCheck == QuickCheck.PROCESS
                ? new String[] {"restore", "remove", "deepCheck", "localRecovery"}
                : new String[0];
        GenericConfig.Scripts scripts = switch (template) {
            case BASH -> Configs.directory(directory.resolve("bash"));
            case PERL -> Configs.file(directory.resolve("perl/web"), operations);
            case PYTHON -> Configs.file(directory.resolve("python/web"), operations);
        };
        return Configs.of(
                scripts,
                environment,
                quickCheck != QuickCheck.SCRIPT ? Optional.of(pidFile().toString()) : Optional.empty());
    }

    /** A copy: the checkout may lie where others can write. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static Path examples() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("examples/scripts/webserver"))) {
            here = Optional.ofNullable(here.getParent()).orElseThrow();
        }
        return here.resolve("examples/scripts");
    }

    Path pidFile() {
        return directory.resolve("web.pid");
    }

    int port() {
        return port;
    }

    @Override
    public RecoveryKitProvider<GenericConfig> provider() {
        return new GenericKitProvider();
    }

    @Override
    public GenericConfig config() {
        return config;
    }

    @Override
    public void breakIt() {
        List<ProcessHandle> servers = servers();
        servers.forEach(ProcessHandle::destroyForcibly);
        Await.until("the end of the server", () -> servers().isEmpty());
    }

    private List<ProcessHandle> servers() {
        String command = directory.resolve("webserver").toString();
        // A script that asks for the server carries its name only in the environment.
        return ProcessHandle.allProcesses()
                .filter(p ->
                        p.info().commandLine().filter(l -> l.contains(command)).isPresent())
                .toList();
    }

    @Override
    public boolean isReallyInService() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), SECOND);
            socket.setSoTimeout(SECOND);
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).endsWith("the page\n");
        } catch (SocketException refused) {
            return false;
        }
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(60);
    }

    @Override
    public void close() {
        breakIt();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(f -> {
                boolean unused = f.toFile().delete();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
