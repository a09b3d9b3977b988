package org.recoverykit.benchmarks;

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
        return List.of(ipv4(tools), ipv6(tools));
    }

    private static Row ipv4(Tools tools) throws Exception {
        try (TestNetwork network = TestNetwork.of("ours", "floor");
                OurEngine ours = OurEngine.protecting(tools, network.server("ours"), 1);
                CFloor floor = CFloor.byEvents(tools, network.server("floor"), 1)) {
            return measured(tools, ours, floor, "cable cut, one address");
        }
    }

    private static Row ipv6(Tools tools) throws Exception {
        try (TestNetwork network = TestNetwork.ofIpv6("ours", "floor");
                OurEngine ours = OurEngine.protecting(tools, network.server("ours"), 1);
                CFloor floor = CFloor.byEventsIpv6(tools, network.server("floor"))) {
            return measured(tools, ours, floor, "cable cut, one IPv6 address");
        }
    }

    private static Row measured(Tools tools, Protector ours, Protector floor, String what) throws Exception {
        Probe probe = new Probe(tools);
        Turns.Result measured = Turns.of(tools.rounds(200, 60), ours, floor, p -> cut(probe, p));
        return Row.beside(what, "ms", measured, "C", new Bar.Times(1.5));
    }

    /** One round: cuts the cable that carries the address, and mends it. */
    static Outage cut(Probe probe, Protector protector) throws Exception {
        Server server = protector.server();
        Outage outage = probe.cut(server.portHolding(protector.address()), protector.address());
        server.mend();
        return outage;
    }
}
