package org.recoverykit.benchmarks;

import java.util.List;

/** The quick check of one address, inside the kit; beside it the C program that asks the kernel each time. */
final class QuickCheck implements Figure {

    @Override
    public String name() {
        return "quick-check";
    }

    @Override
    public List<Row> measure(Tools tools) throws Exception {
        try (TestNetwork network = TestNetwork.of("ours", "floor")) {
            Server ours = network.server("ours");
            Server floor = network.server("floor");
            String samples = Integer.toString(tools.rounds(5_000, 1_000));
            Series java = Series.of(ours.inside(tools.java(QuickCheckProcess.class, ours.firstProtected(), samples)));
            Series c = Series.of(floor.inside(Primitives.c(tools, floor, samples)));
            return List.of(new Row(
                    "quick check of an address",
                    "us",
                    java.get("ours"),
                    c.get("addr_check"),
                    "C asking the kernel",
                    new Bar.MedianAtMost(2),
                    List.of()));
        }
    }
}
