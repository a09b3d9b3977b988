package org.recoverykit.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The one shared core of each network namespace, counted. */
final class NetworkRegistry {
    private static final Path OWN_NAMESPACE = Path.of("/proc/thread-self/ns/net");
    private static final NetworkRegistry SHARED = new NetworkRegistry();

    private final Map<String, Counted> byNamespace = new HashMap<>();

    private NetworkRegistry() {}

    static LinuxNetwork open(NetworkOptions options) {
        NetworkCore core = NetworkCore.open(options);
        return new NetworkHandle(core, core::close);
    }

    static LinuxNetwork shared() {
        return SHARED.handle(namespaceOfThread());
    }

    private synchronized LinuxNetwork handle(String namespace) {
        Counted counted = byNamespace.get(namespace);
        if (counted == null) {
            counted = new Counted(NetworkCore.open(NetworkOptions.defaults()));
            byNamespace.put(namespace, counted);
        }
        counted.users++;
        return new NetworkHandle(counted.core, () -> release(namespace));
    }

    private synchronized void release(String namespace) {
        Counted counted = byNamespace.get(namespace);
        if (counted != null && --counted.users == 0) {
            byNamespace.remove(namespace);
            counted.core.close();
        }
    }

    /** The namespace's inode as text. It is not used again while a core's sockets keep the namespace alive. */
    private static String namespaceOfThread() {
        try {
            return Files.readSymbolicLink(OWN_NAMESPACE).toString();
        } catch (IOException e) {
            throw new NetworkUnavailableException(
                    "The network cannot be reached: " + OWN_NAMESPACE + " cannot be read; is this Linux with /proc?",
                    e);
        }
    }

    private static final class Counted {
        private final NetworkCore core;
        private int users;

        Counted(NetworkCore core) {
            this.core = core;
        }
    }
}
