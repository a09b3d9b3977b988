package org.recoverykit.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.socket.NetlinkSocket;
import org.recoverykit.linux.socket.SystemCallException;

class OpeningFailureTest {
    private static final int EMFILE = 24;
    private static final int SOCKETS_OF_A_CORE = 3;

    @BeforeEach
    void onLinuxOnly() {
        assumeTrue(System.getProperty("os.name", "").equals("Linux"), "sockets to the kernel are for Linux");
        // What is opened once and for all is opened now.
        NetworkCore.open(NetworkOptions.defaults()).close();
        awaitEndOf("rk-netlink-monitor");
        awaitEndOf("rk-namespace");
    }

    @Test
    void whateverSocketFailsTheOthersAreClosed() throws IOException {
        List<String> before = openDescriptors();
        for (int failing = 1; failing <= SOCKETS_OF_A_CORE; failing++) {
            int nth = failing;
            Sockets noMore = new CountedSockets((socket, number) -> {
                if (number == nth) {
                    socket.close();
                    throw new SystemCallException("open an rtnetlink socket", EMFILE);
                }
            });

            assertThatThrownBy(() -> NetworkCore.open(NetworkOptions.defaults(), noMore))
                    .isInstanceOf(NetworkUnavailableException.class)
                    .hasMessageContaining("EMFILE, the process has no free file descriptor");
            awaitEndOf("rk-namespace");
            assertThat(openDescriptors()).as("after socket %d failed", nth).isEqualTo(before);
        }
    }

    @Test
    void whenNothingCanBeReadAllIsClosed() throws IOException {
        List<String> before = openDescriptors();
        Sockets deaf = new CountedSockets((socket, number) -> {
            if (number == SOCKETS_OF_A_CORE) {
                socket.close();
            }
        });

        assertThatThrownBy(() -> NetworkCore.open(NetworkOptions.defaults(), deaf))
                .isInstanceOf(NetworkUnavailableException.class)
                .hasMessageContaining("cannot be read")
                .hasMessageContaining("EBADF");
        awaitEndOf("rk-namespace");
        assertThat(openDescriptors()).isEqualTo(before);
    }

    private static List<String> openDescriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.map(OpeningFailureTest::target)
                    .filter(target -> target.startsWith("socket:") || target.contains("eventfd"))
                    .sorted()
                    .toList();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    private static void awaitEndOf(String name) {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals(name)) {
                try {
                    thread.join(10_000);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                assertThat(thread.isAlive()).as("thread %s lives on", name).isFalse();
            }
        }
    }

    private interface Accident {
        void happen(NetlinkSocket socket, int number);
    }

    private static final class CountedSockets implements Sockets {
        private final Accident accident;
        private int opened;

        CountedSockets(Accident accident) {
            this.accident = accident;
        }

        @Override
        public NetlinkSocket forRequests() {
            return counted(Sockets.real().forRequests());
        }

        @Override
        public NetlinkSocket forEvents(int bufferBytes) {
            return counted(Sockets.real().forEvents(bufferBytes));
        }

        private NetlinkSocket counted(NetlinkSocket socket) {
            accident.happen(socket, ++opened);
            return socket;
        }
    }
}
