package org.recoverykit.benchmarks;

import java.util.List;

/** The order in which 10,000 resources would be taken out: ten hierarchies, each a chain of 1,000. */
final class EvacuationPlan implements Figure {

    @Override
    public String name() {
        return "evacuation-plan";
    }

    @Override
    public List<Row> measure(Tools tools) throws Exception {
        Series series = Series.of(
                tools.java(EvacuationPlanProcess.class, "10", "1000", Integer.toString(tools.rounds(100, 10))));
        return List.of(
                Row.alone(
                        "plan: 10,000 resources, depth 1,000, first",
                        "ms",
                        series.get("first"),
                        new Bar.MedianAtMost(100)),
                Row.alone("the same again", "ms", series.get("again"), new Bar.MedianAtMost(100)));
    }
}
