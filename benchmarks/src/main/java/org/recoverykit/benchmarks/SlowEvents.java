package org.recoverykit.benchmarks;

import java.util.List;
import java.util.SplittableRandom;
import org.recoverykit.benchmarks.Probe.Outage;

/**
 * A cable cut that the kernel announces up to a second late, as it may for a physical interface: found by looking. The cut
 * follows the last one within a second, which is what makes the kernel late.
 */
final class SlowEvents implements Figure {
    private static final int MOST_REST_MILLIS = 200;

    @Override
    public String name() {
        return "slow-events";
    }

    @Override
    public List<Row> measure(Tools tools) throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        try (TestNetwork network = TestNetwork.announcingLate("ours", "floor");
                OurEngine ours = OurEngine.protecting(tools, network.server("ours"), 1);
                CFloor floor = CFloor.byEvents(tools, network.server("floor"), 1)) {
            Probe probe = new Probe(tools);
            Turns.Result measured = Turns.of(tools.rounds(60, 5), ours, floor, p -> cut(probe, p, random));
            return List.of(Row.beside(
                    "cable cut, announced late", "ms", measured, "C, waiting for the event", new Bar.P99AtMost(110)));
        }
    }

    private static Outage cut(Probe probe, Protector protector, SplittableRandom random) throws Exception {
        Thread.sleep(random.nextInt(MOST_REST_MILLIS));
        return CableCut.cut(probe, protector);
    }
}
