package org.recoverykit.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.MacAddress;

class PrivilegesTest {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    @BeforeEach
    void onLinuxOnly() {
        assumeTrue(System.getProperty("os.name", "").equals("Linux"), "capabilities are of Linux");
    }

    @Test
    void withoutCapabilitiesItReadsAndSaysWhatIsMissing() {
        List<String> powerless = List.of();
        if (System.getProperty("user.name").equals("root")) {
            assumeTrue(Files.isExecutable(SETPRIV), "root needs setpriv to give up its capabilities");
            powerless = List.of(SETPRIV.toString(), "--bounding-set=-all", "--inh-caps=-all");
        }
        List<String> options = Child.restrictsNative() ? List.of("--enable-native-access=ALL-UNNAMED") : List.of();

        assertThat(Child.run(powerless, options, Powerless.class).lines())
                .contains(
                        "sees the loopback: true",
                        "missing: [CAP_NET_ADMIN (to change addresses, links, routes and rules), "
                                + "CAP_NET_RAW (to send ARP frames)]")
                .anyMatch(line -> line.startsWith("change: ")
                        && line.contains("EPERM, not permitted")
                        && line.contains("CAP_NET_ADMIN"))
                .anyMatch(line -> line.startsWith("arp: ")
                        && line.contains("EPERM, not permitted")
                        && line.contains("CAP_NET_RAW"));
    }

    @Test
    void aJavaThatDeniesNativeCodeIsToldWhichOptionAllowsIt() {
        assumeTrue(Child.restrictsNative(), "Java before 24 denies nobody native code");

        String printed = Child.run(List.of(), List.of("--illegal-native-access=deny"), Powerless.class);

        assertThat(printed.lines()).as("lines of %s", printed).hasSize(1);
        assertThat(printed)
                .startsWith("NetworkUnavailableException: The network cannot be reached: ")
                .contains("--enable-native-access=ALL-UNNAMED")
                .doesNotContain("null");
    }

    /** Runs in a process of its own. */
    static final class Powerless {
        private static final Duration TIMEOUT = Duration.ofSeconds(5);

        public static void main(String[] arguments) throws UnknownHostException {
            try (LinuxNetwork network = LinuxNetwork.open()) {
                System.out.println(
                        "sees the loopback: " + network.view().link(1).isPresent());
                System.out.println("missing: "
                        + network.missingCapabilities(TIMEOUT).value().orElseThrow());
                InetAddress address = InetAddress.getByAddress(new byte[] {(byte) 198, 51, 100, 1});
                AddressChange add = AddressChange.add(InterfaceAddress.of(1, address, 32));
                System.out.println("change: " + network.change(add, TIMEOUT).message());
                ArpFrame frame = ArpFrame.announcement(new MacAddress(0x0200_0000_0001L), Rehearsal.ABSENT);
                System.out.println("arp: " + network.arp().send(1, frame).message());
            } catch (NetworkUnavailableException e) {
                System.out.println("NetworkUnavailableException: " + e.getMessage());
            }
        }
    }
}
