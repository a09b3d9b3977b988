package org.recoverykit.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.recoverykit.benchmarks.Probe.Outage;

/** The first failover of a fresh process: nothing of that path has run for real before. */
final class FirstFailover implements Figure {
    /** From in service to the cut: the engine rehearses in the background for a while after its start. */
    private static final long HEAD_START_MILLIS = 3_000;

    @Override
    public String name() {
        return "first-failover";
    }

    @Override
    public List<Row> measure(Tools tools) throws Exception {
        List<Outage> ours = new ArrayList<>();
        List<Outage> reference = new ArrayList<>();
        for (int i = 0; i < tools.rounds(20, 10); i++) {
            once(tools, ours, reference);
        }
        Turns.Result measured = Turns.undisturbed(ours, reference);
        return List.of(Row.beside("first failover after start", "ms", measured, "C", new Bar.Times(3)));
    }

    private static void once(Tools tools, List<Outage> ours, List<Outage> reference) throws Exception {
        try (TestNetwork network = TestNetwork.of("ours", "floor");
                OurEngine engine = OurEngine.protecting(tools, network.server("ours"), 1);
                CFloor floor = CFloor.byEvents(tools, network.server("floor"), 1)) {
            Thread.sleep(HEAD_START_MILLIS);
            Probe probe = new Probe(tools);
            ours.add(CableCut.cut(probe, engine));
            reference.add(CableCut.cut(probe, floor));
        }
    }
}
