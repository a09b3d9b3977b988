package org.recoverykit.linux.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.AddressChange;
import org.recoverykit.linux.KernelResult.Kind;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.NetworkOptions;
import org.recoverykit.linux.model.InterfaceAddress;

@KernelTest
class OpeningTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Test
    void allWhoShareANamespaceGetOneTable() {
        try (NetNs place = NetNs.anonymous("one");
                NetNs elsewhere = NetNs.anonymous("two");
                LinuxNetwork other = elsewhere.call(LinuxNetwork::shared)) {
            LinuxNetwork first = place.call(LinuxNetwork::shared);
            LinuxNetwork second = place.call(LinuxNetwork::shared);
            assertThat(second.view()).isSameAs(first.view());
            assertThat(other.view()).isNotSameAs(first.view());
            first.close();
            first.close();
            assertThat(second.view().current()).as("still held by the second").isTrue();
            second.close();
            Await.until("the last one's end", () -> !second.view().current());
        }
    }

    @Test
    void whoMakesANamespaceLacksNothingThere() {
        try (NetNs place = NetNs.anonymous("one");
                LinuxNetwork network = place.openNetwork(NetworkOptions.defaults())) {
            long generation = network.view().generation();
            assertThat(network.missingCapabilities(TIMEOUT).value()).contains(Set.of());
            assertThat(network.view().generation()).as("changed nothing").isEqualTo(generation);
        }
    }

    @Test
    void aClosedNetworkRefusesAndItsThreadsEnd() {
        try (NetNs place = NetNs.anonymous("one")) {
            LinuxNetwork network = place.openNetwork(NetworkOptions.defaults());
            network.close();
            AddressChange add = AddressChange.add(InterfaceAddress.of(1, Host.ip("192.0.2.1"), 32));
            assertThat(network.change(add, TIMEOUT).kind()).isEqualTo(Kind.REFUSED);
            Await.until("the monitor's end", () -> !network.view().current());
        }
        Await.until(
                "the threads to end",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("rk-lab-one")));
    }

    @Test
    void aProcessStartedInAHostLivesThere() throws IOException {
        try (Lab lab = Lab.create()) {
            Host host = lab.host("a");
            host.connect("eth7");
            Process process =
                    host.place().start(new ProcessBuilder("cat", "/proc/self/net/dev").redirectErrorStream(true));
            String seen = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(seen).contains("eth7").contains("lo");
        }
    }
}
