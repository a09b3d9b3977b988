package org.recoverykit.benchmarks;

import java.util.List;

/** What the engine adds to a call of a kit. */
final class CallOverhead implements Figure {

    @Override
    public String name() {
        return "call-overhead";
    }

    @Override
    public List<Row> measure(Tools tools) throws Exception {
        Series series = Series.of(tools.java(CallOverheadProcess.class, Integer.toString(tools.rounds(10, 2))));
        return List.of(new Row(
                "engine around a kit call",
                "us",
                series.get("ours"),
                series.get("reference"),
                "a pool's hand-over",
                new Bar.MedianAtMost(50),
                List.of()));
    }
}
