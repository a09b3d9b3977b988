package org.recoverykit.kit.mac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.testkit.TestNotes;

/** What is noted of an interface before it is changed, and that nothing replaces it. */
class MacNotesTest {
    private static final MacAddress OWN = MacAddress.parse("00:1b:21:0a:0b:0c");
    private static final MacAddress MOVED = MacAddress.parse("02:00:5e:10:00:ff");
    private static final ProtectedMac MAC = new ProtectedMac(MOVED);

    private final TestNotes store = new TestNotes();
    private final MacNotes notes = new MacNotes(store);

    @Test
    void aNotedOriginalIsNeverReplaced() {
        notes.originals(List.of(original("eth0", OWN)));
        notes.originals(List.of(original("eth0", MOVED), original("eth 1", OWN)));

        assertThat(notes.original("eth0").map(Original::address)).contains(OWN);
        assertThat(notes.original("eth 1").map(Original::address)).contains(OWN);
        notes.forget(notes.original("eth0").orElseThrow());
        assertThat(notes.originals()).extracting(Original::name).containsExactly("eth 1");
    }

    @Test
    void whatTheKitItselfPutThereIsNoOriginalWhenNotesAreLost() {
        assertThat(Original.of(link(Optional.of(OWN)), MOVED, MAC).address())
                .as("carries the address, and the driver tells its own")
                .isEqualTo(OWN);
        assertThat(Original.of(link(Optional.empty()), MAC.standIn(), MAC).address())
                .as("has the stand-in: it is at home")
                .isEqualTo(MOVED);
        assertThat(Original.of(link(Optional.empty()), MOVED, MAC).address())
                .as("has the address, and nobody says otherwise: it is at home")
                .isEqualTo(MOVED);
        MacAddress chosen = MacAddress.parse("02:11:22:33:44:55");
        assertThat(Original.of(link(Optional.of(OWN)), chosen, MAC).address())
                .as("an administrator's choice is given back, not the permanent address")
                .isEqualTo(chosen);
    }

    @Test
    void originalsAndHoldsAreReadAsTheyWereWritten() {
        for (Original original : List.of(original("eth0", OWN), new Original("a b c", MOVED, Optional.of(OWN)))) {
            assertThat(Original.parse(original.text())).isEqualTo(original);
        }
        notes.hold(new Hold(7, "a-boot"));
        assertThat(notes.held()).contains(new Hold(7, "a-boot"));
        notes.letGo(7);
        assertThat(notes.held()).isEmpty();
        assertThat(notes.letGo()).contains(7L);
        notes.hold(new Hold(8, "a-boot"));
        assertThat(notes.letGo()).isEmpty();
    }

    @Test
    void parentsReadTheInterfaceUnderTheNamesOfTheContract() {
        notes.places(new Places("eth0", Optional.of("eth1")));
        assertThat(store.all()).isEqualTo(Map.of("interface", "eth0", "backup", "eth1"));
        notes.places(new Places("eth0", Optional.empty()));
        assertThat(store.all()).isEqualTo(Map.of("interface", "eth0", "backup", "none"));
    }

    private static Original original(String name, MacAddress address) {
        return new Original(name, address, Optional.empty());
    }

    private static Link link(Optional<MacAddress> permanent) {
        return new Link(
                1,
                "eth0",
                List.of(),
                "",
                Link.UP | Link.LOWER_UP,
                Link.OperState.UP,
                Optional.of(MOVED),
                permanent,
                0,
                1,
                1,
                1500);
    }
}
