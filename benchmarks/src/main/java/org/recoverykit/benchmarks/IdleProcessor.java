package org.recoverykit.benchmarks;

import java.util.List;

/** What it costs to protect one address while nothing happens, by default policy. */
final class IdleProcessor implements Figure {
    private static final long SETTLE_MILLIS = 5_000;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public List<Row> measure(Tools tools) throws Exception {
        try (TestNetwork network = TestNetwork.of("ours");
                OurEngine engine = OurEngine.protecting(tools, network.server("ours"), 1)) {
            Thread.sleep(SETTLE_MILLIS);
            double used = ProcessorTime.secondsAMinute(engine.pid(), tools.span(60, 5));
            return List.of(Row.alone("idle, one address", "CPU-s/min", Samples.of(used), new Bar.MedianAtMost(0.3)));
        }
    }
}
