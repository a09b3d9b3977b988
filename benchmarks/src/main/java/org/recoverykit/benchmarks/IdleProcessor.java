package org.recoverykit.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What it costs to protect one address while nothing happens, by default policy, beside a JVM that does nothing in the same
 * minutes. In the first of them the JVM still compiles.
 */
final class IdleProcessor implements Figure {
    private static final long SETTLE_MILLIS = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Bar BAR = new Bar.MedianAtMost(0.3);

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public List<Row> measure(Tools tools) throws Exception {
        try (TestNetwork network = TestNetwork.of("ours");
                Running nothing = Running.start("a JVM that does nothing", tools.java(IdleProcess.class));
                OurEngine engine = OurEngine.protecting(tools, network.server("ours"), 1)) {
            nothing.await("started", PATIENCE);
            Thread.sleep(SETTLE_MILLIS);
            List<Row> rows = new ArrayList<>();
            for (String minute : List.of("first", "second")) {
                List<Double> used =
                        ProcessorTime.secondsAMinute(List.of(engine.pid(), nothing.pid()), tools.span(60, 5));
                rows.add(new Row(
                        "one address, nothing happens, " + minute + " minute",
                        "CPU-s/min",
                        Samples.of(used.get(0)),
                        Samples.of(used.get(1)),
                        "a JVM alone",
                        BAR,
                        List.of()));
            }
            return rows;
        }
    }
}
