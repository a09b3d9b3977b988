package org.recoverykit.benchmarks;

import java.util.List;

/** The reference beside itself: what is not 1 here is the instrument's, and no ratio below it means anything. */
final class InstrumentCheck implements Figure {

    @Override
    public String name() {
        return "instrument";
    }

    @Override
    public List<Row> measure(Tools tools) throws Exception {
        try (TestNetwork network = TestNetwork.of("ours", "floor");
                CFloor one = CFloor.byEvents(tools, network.server("ours"), 1);
                CFloor other = CFloor.byEvents(tools, network.server("floor"), 1)) {
            Probe probe = new Probe(tools);
            Turns.Result measured = Turns.of(tools.rounds(60, 6), one, other, p -> CableCut.cut(probe, p));
            return List.of(Row.beside("(instrument: C beside itself)", "ms", measured, "C", new Bar.None()));
        }
    }
}
