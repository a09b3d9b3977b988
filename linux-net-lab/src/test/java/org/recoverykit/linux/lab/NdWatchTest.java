package org.recoverykit.linux.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.Watch;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.model.NdFrame;
import org.recoverykit.linux.model.NdFrame.Role;

/** Which Neighbor Discovery messages a listener hears: the kernel's filter is on the way, so only a kernel can tell. */
@KernelTest
class NdWatchTest {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final MacAddress MAC = MacAddress.parse("02:00:00:00:00:77");

    private final Lab lab = Lab.create();
    private final Host ear = lab.host("ear");
    private final Host mouth = lab.host("mouth");
    private final List<NdFrame> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void hearsClaimsAndQuestionsAboutTheWatchedAddressesAndNothingElseHoweverManyTheyAre() {
        ear.connect("eth0");
        mouth.connect("eth0");
        for (int addresses : List.of(1, 2, 50, 51, 300)) {
            heard.clear();
            hearsWhatItWatches(addresses);
        }
    }

    private void hearsWhatItWatches(int addresses) {
        List<Watch> watches = new ArrayList<>();
        for (int i = 0; i < addresses; i++) {
            watches.add(watch(address(i)));
        }
        // the same end, in another network: the filter lets it through, and the listener is not told
        NdFrame twin = NdFrame.announcement(MAC, ip("2001:db8:1::1:1"), Role.HOST);
        NdFrame outside = NdFrame.announcement(MAC, ip("2001:db8::ff00:1"), Role.HOST);
        List<NdFrame> about = List.of(
                NdFrame.announcement(MAC, address(0), Role.ROUTER),
                NdFrame.probe(MAC, address(addresses / 2)),
                NdFrame.question(MAC, ip("2001:db8::99"), address(addresses - 1)));
        send(twin);
        send(outside);
        about.forEach(this::send);

        Await.until("the last frame", () -> heard.contains(about.get(2)));
        assertThat(heard)
                .as("what was heard with %s addresses watched", addresses)
                .containsExactlyElementsOf(about);
        watches.forEach(Watch::close);
    }

    private Watch watch(Inet6Address address) {
        var begun = ear.network().watchNd(ear.ifindex("eth0"), address, heard::add, SOON);
        return begun.value().orElseThrow(() -> new AssertionError(begun.result().message()));
    }

    private void send(NdFrame frame) {
        assertThat(mouth.network().nd().send(mouth.ifindex("eth0"), frame).ok())
                .as("sent: %s", frame)
                .isTrue();
    }

    private static Inet6Address address(int i) {
        return ip("2001:db8::1:" + Integer.toHexString(i + 1));
    }

    private static Inet6Address ip(String digits) {
        return (Inet6Address) Host.ip(digits);
    }
}
