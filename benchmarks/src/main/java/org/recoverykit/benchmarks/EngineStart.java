package org.recoverykit.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** An engine with 1,000 resources in a fresh JVM: until it watches, and until all are in service. */
final class EngineStart implements Figure {

    @Override
    public String name() {
        return "engine-start";
    }

    @Override
    public List<Row> measure(Tools tools) throws Exception {
        List<Samples> starts = new ArrayList<>();
        List<Samples> restores = new ArrayList<>();
        for (int i = 0; i < tools.rounds(10, 1); i++) {
            Series series = Series.of(tools.java(EngineStartProcess.class, "1000"));
            starts.add(series.get("start"));
            restores.add(series.get("restore"));
        }
        return List.of(
                Row.alone("engine with 1,000 resources built and started", "ms", Samples.all(starts), new Bar.None()),
                Row.alone("all of them brought in, cold", "ms", Samples.all(restores), new Bar.None()));
    }
}
