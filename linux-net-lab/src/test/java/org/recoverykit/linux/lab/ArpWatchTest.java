package org.recoverykit.linux.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.Watch;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.MacAddress;

/** Which ARP frames a listener hears: the kernel's filter is on the way, so only a kernel can tell. */
@KernelTest
class ArpWatchTest {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final MacAddress MAC = MacAddress.parse("02:00:00:00:00:77");

    private final Lab lab = Lab.create();
    private final Host ear = lab.host("ear");
    private final Host mouth = lab.host("mouth");
    private final List<ArpFrame> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void connect() {
        ear.connect("eth0");
        mouth.connect("eth0");
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void hearsClaimsAndProbesOfTheWatchedAddressesAndNothingElseHoweverManyTheyAre() {
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
        ArpFrame outside = ArpFrame.announcement(MAC, ip("172.16.0.1"));
        ArpFrame question = ArpFrame.request(MAC, ip("172.16.0.1"), address(0));
        ArpFrame strangerProbe = ArpFrame.probe(MAC, ip("172.16.0.1"));
        List<ArpFrame> about = List.of(
                ArpFrame.announcement(MAC, address(0)),
                ArpFrame.announcementReply(MAC, address(addresses - 1)),
                ArpFrame.probe(MAC, address(addresses / 2)),
                ArpFrame.request(MAC, address(0), ip("172.16.0.9")));
        send(outside, question, strangerProbe);
        about.forEach(this::send);

        Await.until("the last frame", () -> heard.contains(about.get(3)));
        assertThat(heard)
                .as("what was heard with %s addresses watched", addresses)
                .containsExactlyElementsOf(about);
        watches.forEach(Watch::close);
    }

    @Test
    void hearsNothingAfterTheWatchIsClosedAndAgainAfterAnother() {
        watch(address(0)).close();
        send(ArpFrame.announcement(MAC, address(0)));
        Watch other = watch(address(1));
        send(ArpFrame.announcement(MAC, address(0)), ArpFrame.announcement(MAC, address(1)));

        Await.until("the other's frame", () -> !heard.isEmpty());

        assertThat(heard).containsExactly(ArpFrame.announcement(MAC, address(1)));
        other.close();
    }

    @Test
    void goesOnListeningAfterTheInterfaceWasDownAndListensToANewOneWithTheOldIndexAnew() {
        watch(address(0));
        int ifindex = ear.ifindex("eth0");
        ear.network().setLinkUp(ifindex, false, SOON);
        ear.network().setLinkUp(ifindex, true, SOON);
        Await.until(
                "carrier again",
                () -> ear.network()
                        .view()
                        .link("eth0")
                        .filter(link -> link.hasCarrier())
                        .isPresent());
        Await.until("a frame after the interface was down", () -> {
            send(ArpFrame.announcement(MAC, address(0)));
            return !heard.isEmpty();
        });

        ear.unplug("eth0");
        Await.until("it is gone", () -> ear.network().view().link("eth0").isEmpty());
        assertThat(ear.network()
                        .watchArp(ifindex, address(0), heard::add, SOON)
                        .result()
                        .kind())
                .isEqualTo(KernelResult.Kind.NO_INTERFACE);
    }

    private Watch watch(Inet4Address address) {
        var begun = ear.network().watchArp(ear.ifindex("eth0"), address, heard::add, SOON);
        return begun.value().orElseThrow(() -> new AssertionError(begun.result().message()));
    }

    private void send(ArpFrame... frames) {
        for (ArpFrame frame : frames) {
            assertThat(mouth.network().arp().send(mouth.ifindex("eth0"), frame).ok())
                    .as("sent: %s", frame)
                    .isTrue();
        }
    }

    private static Inet4Address address(int i) {
        return ip("10.0." + (i / 200) + "." + (i % 200 + 1));
    }

    private static Inet4Address ip(String digits) {
        return (Inet4Address) Host.ip(digits);
    }
}
