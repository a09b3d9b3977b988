package org.recoverykit.benchmarks;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import org.recoverykit.linux.AddressChange;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;

/** {@code PrimitivesProcess ADDRESS TIMES}: adds, announces and deletes an address on eth0. Microseconds each. */
final class PrimitivesProcess {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private PrimitivesProcess() {}

    public static void main(String[] words) throws Exception {
        int times = Integer.parseInt(words[1]);
        Inet4Address address = (Inet4Address) InetAddress.getByName(words[0]);
        try (LinuxNetwork network = LinuxNetwork.open()) {
            network.warmUp();
            measure(network, address, times, false); // to warm up
            measure(network, address, times, true);
        }
    }

    private static void measure(LinuxNetwork network, Inet4Address address, int times, boolean print) {
        Link link = network.view().link("eth0").orElseThrow();
        InterfaceAddress entry = InterfaceAddress.of(link.index(), address, TestNetwork.PREFIX);
        ArpFrame frame = ArpFrame.announcement(link.hardwareAddress().orElseThrow(), address);
        double[] add = new double[times];
        double[] announce = new double[times];
        double[] delete = new double[times];
        double[] all = new double[times];
        for (int i = 0; i < times; i++) {
            long a = System.nanoTime();
            check(network.change(AddressChange.add(entry), TIMEOUT));
            long b = System.nanoTime();
            check(network.arp().send(link.index(), frame));
            long c = System.nanoTime();
            check(network.change(AddressChange.remove(entry), TIMEOUT));
            long d = System.nanoTime();
            add[i] = (b - a) / 1e3;
            announce[i] = (c - b) / 1e3;
            delete[i] = (d - c) / 1e3;
            all[i] = (d - a) / 1e3;
        }
        if (print) {
            Series.print("addr_add", add);
            Series.print("garp_send", announce);
            Series.print("addr_del", delete);
            Series.print("del+add+garp", all);
        }
    }

    private static void check(KernelResult result) {
        if (!result.ok()) {
            throw new IllegalStateException(result.message());
        }
    }
}
