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
        try (TestNetwork network = TestNetwork.of("ours", "floor");
                OurEngine ours = OurEngine.protecting(tools, network.server("ours"), 1);
                CFloor floor = CFloor.byEvents(tools, network.server("floor"), 1)) {
            Probe probe = new Probe(tools);
            Turns.Result measured = Turns.of(tools.rounds(200, 60), ours, floor, p -> cut(probe, p));
            return List.of(Row.beside("cable cut, one address", "ms", measured, "C", new Bar.Times(1.5)));
        }
    }

    /** One round: cuts the cable that carries the address, and mends it. */
    static Outage cut(Probe probe, Protector protector) throws Exception {
        Server server = protector.server();
        Outage outage = probe.cut(server.portHolding(protector.address()), protector.address());
        server.mend();
        return outage;
    }
}
