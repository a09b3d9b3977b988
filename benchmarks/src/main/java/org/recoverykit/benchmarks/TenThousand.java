package org.recoverykit.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** 10,000 real addresses, each checked every 10 s by default policy, in a heap of 256 MB; and the same with huge pages. */
final class TenThousand implements Figure {
    /** In the first minutes the JVM compiles what a minute of checks has made worth it, and the first refreshes come. */
    private static final long SETTLE_MILLIS = 180_000;

    private static final List<String> HUGE_PAGES = List.of("-XX:+UseTransparentHugePages");

    @Override
    public String name() {
        return "ten-thousand";
    }

    @Override
    public List<Row> measure(Tools tools) throws Exception {
        // 10,000 are not brought in in a hurry; the tenth of them shows whether the measurement works
        int addresses = tools.rounds(10_000, 1_000);
        List<Row> rows = new ArrayList<>();
        rows.addAll(measure(tools, addresses, Numbers.text(addresses) + " addresses, each 10 s", List.of()));
        rows.addAll(measure(tools, addresses, "the same with huge pages", HUGE_PAGES));
        return rows;
    }

    private static List<Row> measure(Tools tools, int addresses, String what, List<String> flags) throws Exception {
        try (TestNetwork network = TestNetwork.of("ours");
                OurEngine engine = OurEngine.protecting(tools, network.server("ours"), addresses, flags)) {
            Thread.sleep(SETTLE_MILLIS);
            double used = ProcessorTime.secondsAMinute(engine.pid(), tools.span(60, 10));
            double heap = Double.parseDouble(engine.tell("heap")) / (1 << 20);
            return List.of(
                    Row.alone(what, "CPU-s/min", Samples.of(used), new Bar.MedianAtMost(1)),
                    Row.alone("their heap after a collection", "MB", Samples.of(heap), new Bar.MedianAtMost(256)));
        }
    }
}
