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
        return List.of(
                besideC(tools, 100, tools.rounds(40, 2)),
                besideC(tools, 1_000, tools.rounds(20, 2)),
                besideBatches(tools, 1_000, tools.rounds(20, 2)));
    }

    private static Row besideC(Tools tools, int addresses, int rounds) throws Exception {
        try (TestNetwork network = TestNetwork.of("ours", "floor");
                OurEngine ours = OurEngine.protecting(tools, network.server("ours"), addresses);
                CFloor floor = CFloor.byEvents(tools, network.server("floor"), addresses)) {
            Turns.Result measured = measured(tools, rounds, ours, floor, addresses);
            return Row.beside(what(addresses), "ms", measured, "C", new Bar.Times(1.5));
        }
    }

    private static Row besideBatches(Tools tools, int addresses, int rounds) throws Exception {
        try (TestNetwork network = TestNetwork.of("ours", "batch");
                OurEngine ours = OurEngine.protecting(tools, network.server("ours"), addresses);
                CFloor batch = CFloor.byBatches(tools, network.server("batch"), addresses)) {
            Turns.Result measured = measured(tools, rounds, ours, batch, addresses);
            return Row.beside("the same beside iproute2", "ms", measured, "ip -batch", new Bar.None());
        }
    }

    private static Turns.Result measured(Tools tools, int rounds, Protector ours, Protector reference, int addresses)
            throws Exception {
        Probe probe = new Probe(tools);
        return Turns.of(rounds, ours, reference, p -> cut(probe, p, addresses));
    }

    private static String what(int addresses) {
        return "cable cut, last of " + Numbers.text(addresses) + " addresses";
    }

    private static Outage cut(Probe probe, Protector protector, int addresses) throws Exception {
        Server server = protector.server();
        protector.awaitCalm();
        Outage outage = probe.cutMany(server.portHolding(protector.address()), protector.address(), addresses);
        // Those that nobody watched have to leave too: with their cable mended they might as well stay where they are.
        String unused = server.portHolding(protector.address());
        protector.awaitCalm();
        server.mend();
        return outage;
    }
}
