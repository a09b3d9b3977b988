package org.recoverykit.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.recoverykit.benchmarks.Probe.Outage;

/** A cable is cut, the address moves to the other interface: what a client sees of it. */
final class CableCut implements Figure {

    @Override
    public String name() {
        return "cable-cut";
    }

    @Override
    public List<Row> measure(Tools tools) throws Exception {
        List<Row> rows = new ArrayList<>(ipv4(tools));
        rows.addAll(ipv6(tools));
        return rows;
    }

    private static List<Row> ipv4(Tools tools) throws Exception {
        try (TestNetwork network = TestNetwork.of("ours", "floor");
                OurEngine ours = OurEngine.protecting(tools, network.server("ours"), 1);
                CFloor floor = CFloor.byEvents(tools, network.server("floor"), 1)) {
            return measured(tools, ours, floor, "one IPv4 address");
        }
    }

    private static List<Row> ipv6(Tools tools) throws Exception {
        try (TestNetwork network = TestNetwork.ofIpv6("ours", "floor");
                OurEngine ours = OurEngine.protecting(tools, network.server("ours"), 1);
                CFloor floor = CFloor.byEventsIpv6(tools, network.server("floor"))) {
            return measured(tools, ours, floor, "one IPv6 address");
        }
    }

    /** The address goes to and fro, so that half of the rounds cut either cable. */
    private static List<Row> measured(Tools tools, Protector ours, Protector floor, String address) throws Exception {
        Probe probe = new Probe(tools);
        List<Turns.Result> measured =
                Turns.ofEachInterface(tools.rounds(2 * 200, 2 * 30), ours, floor, p -> cut(probe, p));
        return List.of(row(0, address, measured), row(1, address, measured));
    }

    private static Row row(int device, String address, List<Turns.Result> measured) {
        String what = "cable of eth" + device + " cut, " + address;
        return Row.beside(what, "ms", measured.get(device), "C", new Bar.Times(1.5));
    }

    /** One round: cuts the cable that carries the address, and mends it. */
    static Outage cut(Probe probe, Protector protector) throws Exception {
        Server server = protector.server();
        Outage outage = probe.cut(server.portHolding(protector.address()), protector.address());
        server.mend();
        return outage;
    }
}
