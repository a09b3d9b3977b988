package org.recoverykit.linux.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.AddressChange;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.NetworkOptions;
import org.recoverykit.linux.model.InterfaceAddress;

@KernelTest
class WarmUpTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Test
    void itRunsBesideOtherRequestsAndLeavesNothing() throws Exception {
        try (NetNs place = NetNs.anonymous("one");
                LinuxNetwork network = place.openNetwork(NetworkOptions.defaults())) {
            int links = network.view().links().size();
            CompletableFuture<Void> warm = CompletableFuture.runAsync(network::warmUp);
            InterfaceAddress mine = InterfaceAddress.of(1, Host.ip("192.0.2.1"), 32);

            for (int i = 0; i < 20; i++) {
                assertThat(network.change(AddressChange.add(mine), TIMEOUT).ok())
                        .isTrue();
                assertThat(network.change(AddressChange.remove(mine), TIMEOUT).ok())
                        .isTrue();
            }
            // Half a second, and what a loaded machine adds.
            warm.get(20, TimeUnit.SECONDS);

            assertThat(network.view().links()).hasSize(links);
            assertThat(network.dumpAddresses(TIMEOUT).value().orElseThrow())
                    .noneMatch(address -> !address.address().isLoopbackAddress());
        }
    }

    @Test
    void itEndsSoonWhenTheNetworkIsClosed() throws Exception {
        try (NetNs place = NetNs.anonymous("one")) {
            LinuxNetwork network = place.openNetwork(NetworkOptions.defaults());
            CompletableFuture<Void> warm = CompletableFuture.runAsync(network::warmUp);
            network.close();
            warm.get(20, TimeUnit.SECONDS);
            Await.until("the end of the monitor", () -> !network.view().current());
        }
    }
}
