package org.recoverykit.examples.remac;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.lab.Host;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.linux.lab.Lab;

@KernelTest
class RemacCheckTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void itPrintsALineForEachTargetAndEndsWithTheWorst() throws Exception {
        try (Lab lab = Lab.create()) {
            Host node = lab.host("node");
            node.connect("eth0");
            node.connect("eth1");
            client(lab, "plain", "192.0.2.20", "0");
            client(lab, "deaf", "192.0.2.21", "1");

            assertThat(run(node, "eth0", "eth1", "192.0.2.77", "192.0.2.20")).isZero();
            assertThat(run(node, "eth0", "eth1", "192.0.2.78", "192.0.2.20", "192.0.2.21"))
                    .isEqualTo(1);
            assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                    .containsExactly(
                            "192.0.2.20       re-MAC not needed   believes gratuitous ARP: answers to the new hardware"
                                    + " address",
                            "192.0.2.20       re-MAC not needed   believes gratuitous ARP: answers to the new hardware"
                                    + " address",
                            "192.0.2.21       re-MAC needed       does not believe gratuitous ARP: goes on answering to the"
                                    + " old hardware address");
        }
    }

    @Test
    void wrongWordsAreExplained() throws Exception {
        try (Lab lab = Lab.create()) {
            Host node = lab.host("node");
            assertThat(run(node, "eth0")).isEqualTo(2);
            assertThat(run(node, "eth0", "eth1", "here", "192.0.2.1")).isEqualTo(2);
            assertThat(run(node, "eth0", "eth1", "192.0.2.77", "192.0.2.1")).isEqualTo(2);
            assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("usage: RemacCheck"),
                            line -> assertThat(line).startsWith("'here' is no IPv4 address"),
                            line -> assertThat(line).isEqualTo("eth0 does not exist; eth1 does not exist"));
        }
    }

    private int run(Host node, String... words) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return node.place().call(() -> RemacCheck.run(List.of(words), out));
    }

    private static void client(Lab lab, String name, String address, String dropsGratuitousArp) {
        Host client = lab.host(name);
        client.connect("eth0");
        client.address("eth0", address + "/24").sysctl("eth0", "drop_gratuitous_arp", dropsGratuitousArp);
    }
}
