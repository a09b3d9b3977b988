package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;

/** Names that mean other devices than before (fault 71), also after a reboot. */
class DevicesTest {
    private static final List<String> OURS = List.of("eth0", "eth1");

    @Test
    void d71_aNameThatAnotherDeviceHasAfterARebootIsNotTrusted() {
        Devices devices = new Devices(noted());
        FixedView view = new FixedView()
                .link(card(7, "eth0", 3))
                .link(card(8, "eth1", 2))
                .link(card(9, "eth2", 1));

        assertThat(devices.obstacle(view, "eth0"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("the device that was eth0 is called eth2 now"));
        assertThat(devices.obstacle(view, "eth1")).isEmpty();
    }

    @Test
    void twoOfOursThatChangedNamesAreOnOneNetworkAnyway() {
        Devices devices = new Devices(noted());
        FixedView view = new FixedView().link(card(7, "eth0", 2)).link(card(8, "eth1", 1));
        assertThat(devices.obstacle(view, "eth0")).isEmpty();
        assertThat(devices.obstacle(view, "eth1")).isEmpty();
    }

    @Test
    void d70_aReplacedCardIsWelcome() {
        Devices devices = new Devices(noted());
        FixedView view = new FixedView().link(card(7, "eth0", 9)).link(card(8, "eth1", 2));
        assertThat(devices.obstacle(view, "eth0")).isEmpty();
    }

    private static Map<String, String> noted() {
        Devices before = new Devices(Map.of());
        before.learn(new FixedView().link(card(2, "eth0", 1)).link(card(3, "eth1", 2)), OURS);
        Map<String, String> notes = before.notes(OURS);
        assertThat(notes)
                .containsEntry("hardware.0", "eth0=02:00:00:00:00:01")
                .containsEntry("hardware.1", "eth1=02:00:00:00:00:02");
        return notes;
    }

    private static Link card(int index, String name, int serial) {
        Optional<MacAddress> mac = Optional.of(new MacAddress(0x0200_0000_0000L + serial));
        return new Link(index, name, List.of(), "", FixedView.WORKING, Link.OperState.UP, mac, mac, 0, index, 1, 1500);
    }
}
