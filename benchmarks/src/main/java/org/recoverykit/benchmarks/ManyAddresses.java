package org.recoverykit.benchmarks;

import java.util.List;
import org.recoverykit.benchmarks.Probe.Outage;

/** Many addresses on one cable that is cut: when the last of them answers again. */
final class ManyAddresses implements Figure {

    @Override
    public String name() {
        return "many-addresses";
    }

    @Override
    public List<Row> measure(Tools tools) throws Exception {
        return List.of(measure(tools, 100, tools.rounds(40, 2)), measure(tools, 1_000, tools.rounds(20, 2)));
    }

    private static Row measure(Tools tools, int addresses, int rounds) throws Exception {
        try (TestNetwork network = TestNetwork.of("ours", "floor");
                OurEngine ours = OurEngine.protecting(tools, network.server("ours"), addresses);
                CFloor floor = CFloor.byEvents(tools, network.server("floor"), addresses)) {
            Probe probe = new Probe(tools);
            Turns.Result measured = Turns.of(rounds, ours, floor, p -> cut(probe, p, addresses));
            String what = "cable cut, last of " + Numbers.text(addresses) + " addresses";
            return Row.beside(what, "ms", measured, "C", new Bar.Times(1.5));
        }
    }

    private static Outage cut(Probe probe, Protector protector, int addresses) throws Exception {
        Server server = protector.server();
        Outage outage = probe.cutMany(server.portHolding(protector.address()), protector.address(), addresses);
        server.mend();
        return outage;
    }
}
