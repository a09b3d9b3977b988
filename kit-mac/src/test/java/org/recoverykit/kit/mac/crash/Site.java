package org.recoverykit.kit.mac.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.recoverykit.linux.lab.Cable;
import org.recoverykit.linux.lab.Host;
import org.recoverykit.linux.lab.Lab;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.crash.CrashStage;
import org.recoverykit.testkit.crash.Reached;
import org.recoverykit.testkit.crash.Victim;

/** A server with two interfaces that have addresses and routes, looked at by the {@code ip} command only. */
final class Site implements CrashStage {
    private static final String VIRTUAL = "02:00:5e:10:00:ff";
    private static final String SOMEBODYS = "02:aa:bb:cc:dd:ee";
    private static final List<String> IPV6_ADDRESSES = List.of("2001:db8:1::11", "2001:db8:9::11", "2001:db8:2::12");
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Lab lab = Lab.create();
    private final Host server = lab.host("server");
    private final Cable first = server.connect("eth0");
    private final Setup setup;
    private final Path directory;
    private final String own0;
    private final String own1;
    private final List<String> configuration;
    private int lives;

    Site(Path directory, Setup setup) {
        this.directory = directory;
        this.setup = setup;
        server.connect("eth1");
        ip("addr flush dev lo");
        ip("addr add 10.0.0.11/24 dev eth0 label eth0:web");
        ip("addr add 2001:db8:1::11/64 dev eth0 nodad");
        ip("addr add 2001:db8:9::11/64 dev eth0");
        ip("addr add 10.0.0.12/24 dev eth1");
        ip("addr add 2001:db8:2::12/64 dev eth1 nodad valid_lft 36000 preferred_lft 18000");
        ip("route add 192.0.2.0/24 via 10.0.0.1 dev eth0");
        ip("-6 route add 2001:db8:100::/48 via 2001:db8:1::9 dev eth0 metric 70");
        ip("-6 route add 2001:db8:200::/48 via 2001:db8:2::9 dev eth1");
        Eventually.within(
                SOON, "no address is tentative", () -> !ip("addr show").contains("tentative"));
        // The kernel installs an IPv6 address's local route some time after it has agreed to the address.
        Eventually.within(
                SOON,
                "every IPv6 address has its local route",
                () -> IPV6_ADDRESSES.stream().allMatch(ip("-6 route show table local")::contains));
        own0 = mac("eth0");
        own1 = mac("eth1");
        configuration = configuration();
    }

    @Override
    public Process begin(ProcessBuilder victim) throws IOException {
        return server.place().start(victim);
    }

    @Override
    public Class<?> victim() {
        return VictimMain.class;
    }

    @Override
    public String newLife() throws IOException {
        giveHomeBack();
        Path life = Files.createDirectories(directory.resolve("life" + ++lives));
        return "start " + life + " " + setup.kit() + (setup.home() ? "" : " " + VIRTUAL);
    }

    @Override
    public void takeOut(Victim last) throws Reached, IOException, InterruptedException {
        mend();
        last.order("remove");
        assertOut();
    }

    void cut() {
        first.cut();
        Eventually.within(SOON, "eth0 has no carrier", () -> !hasCarrier());
    }

    /** The interface itself may be down. */
    void plugIn() {
        first.mend();
    }

    void mend() {
        plugIn();
        Eventually.within(SOON, "eth0 has carrier", this::hasCarrier);
    }

    void tamper() {
        ip("link set dev eth0 address " + SOMEBODYS);
    }

    /** As at the beginning, also where the address is at home and was let go of. */
    private void giveHomeBack() {
        ip("link set dev eth0 address " + own0);
    }

    /** On one interface alone, which has carrier, and the other one has neither it nor somebody's. */
    void assertInService() {
        String protectedMac = setup.home() ? own0 : VIRTUAL;
        boolean onFirst = mac("eth0").equals(protectedMac);
        assertThat(List.of(mac("eth0"), mac("eth1")))
                .as("the protected address and the other interface's")
                .isEqualTo(onFirst ? List.of(protectedMac, own1) : List.of(restOfFirst(), protectedMac));
        assertThat(ip("link show dev " + (onFirst ? "eth0" : "eth1"))).contains("LOWER_UP");
        assertNothingLost();
    }

    /** No interface has the address or somebody's; the interface at home has its stand-in. */
    void assertOut() {
        assertThat(List.of(mac("eth0"), mac("eth1")))
                .as("what the interfaces have when the address is out of service")
                .isEqualTo(List.of(restOfFirst(), own1));
        assertNothingLost();
    }

    private String restOfFirst() {
        return setup.home() ? standIn(own0) : own0;
    }

    private static String standIn(String mac) {
        long bits = Long.parseLong(mac.replace(":", ""), 16);
        String hex = String.format("%012x", (bits | 0x0200_0000_0000L) ^ 0x00a5_0000L);
        return String.join(":", hex.split("(?<=\\G..)"));
    }

    private void assertNothingLost() {
        assertThat(ip("link show up")).as("interfaces that are up").contains("eth0@", "eth1@");
        try {
            Eventually.within(
                    SOON,
                    "addresses and routes are as before",
                    () -> configuration().equals(configuration));
        } catch (AssertionError late) {
            assertThat(configuration()).as("addresses and routes").isEqualTo(configuration);
            throw late;
        }
    }

    private List<String> configuration() {
        return Stream.of("-o addr show", "route show table all", "-6 route show table all")
                .flatMap(words -> ip(words).lines())
                .filter(line -> !line.contains("fe80:") && !line.contains("ff00::/8"))
                .map(line -> line.replaceAll("[0-9]+sec", "some sec")
                        .replaceAll(" linkdown| dead", "")
                        .replaceAll("\\s+", " ")
                        .strip())
                .sorted()
                .toList();
    }

    private String mac(String name) {
        String link = ip("-o link show dev " + name);
        int at = link.indexOf("link/ether ");
        return link.substring(at + 11, at + 28);
    }

    private boolean hasCarrier() {
        return ip("link show dev eth0").contains("LOWER_UP");
    }

    private String ip(String words) {
        return server.place().call(() -> run(words));
    }

    private static String run(String words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(("ip " + words).split(" "))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(5, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("ip " + words + ": " + output);
        }
        return output;
    }

    @Override
    public void close() {
        lab.close();
    }
}
