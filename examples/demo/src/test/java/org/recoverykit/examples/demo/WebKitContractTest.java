package org.recoverykit.examples.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.testkit.KitBehavior;
import org.recoverykit.testkit.KitHarness;
import org.recoverykit.testkit.RecoveryKitContract;

/** The demonstration's kit keeps every rule that any other kit must keep. */
class WebKitContractTest implements RecoveryKitContract {

    @Override
    public KitHarness<?> harness() throws IOException {
        return new Harness(freePort());
    }

    /** It has no local recovery of its own: the engine restarts it in place. */
    @Override
    public Set<KitBehavior> leftOut() {
        return EnumSet.of(KitBehavior.MENDS_HERE);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private record Harness(int port) implements KitHarness<WebSettings> {

        @Override
        public RecoveryKitProvider<WebSettings> provider() {
            return new WebKitProvider();
        }

        @Override
        public WebSettings config() {
            return new WebSettings("127.0.0.1", port, "Hello");
        }

        @Override
        public void breakIt() {
            servers().forEach(server -> {
                server.destroyForcibly();
                server.onExit().join();
            });
        }

        @Override
        public boolean isReallyInService() {
            try {
                var where = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
                return HttpGet.isPage(HttpGet.from(where, 1_000, 1_000));
            } catch (IOException notServed) {
                return false;
            }
        }

        @Override
        public void close() {
            breakIt();
        }

        private List<ProcessHandle> servers() {
            return ProcessHandle.current()
                    .children()
                    .filter(child -> child.info()
                            .arguments()
                            .map(List::of)
                            .orElse(List.of())
                            .contains(Integer.toString(port)))
                    .toList();
        }
    }
}
