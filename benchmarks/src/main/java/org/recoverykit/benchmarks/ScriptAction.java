package org.recoverykit.benchmarks;

import java.util.List;

/** What it costs to run one script through engine and kit, beside the JDK's own way and beside the floor. */
final class ScriptAction implements Figure {
    private static final String VFORK = "-Djdk.lang.Process.launchMechanism=VFORK";

    @Override
    public String name() {
        return "script-action";
    }

    @Override
    public List<Row> measure(Tools tools) throws Exception {
        String count = Integer.toString(tools.rounds(1_000, 100));
        List<String> words = List.of(count, tools.c("spawn"));
        Series series = Series.of(tools.java(List.of(), ScriptActionProcess.class, words));
        Series vfork = Series.of(tools.java(List.of(VFORK), ScriptActionProcess.class, words));
        return List.of(
                row("a check by a script", series, "builder", "ProcessBuilder", new Bar.Times(1.1)),
                row("the same, JDK set to VFORK", vfork, "builder", "ProcessBuilder", new Bar.Times(1.1)),
                row("the same", series, "c", "C posix_spawn", new Bar.None()),
                new Row(
                        "the same, one each 50 ms",
                        "ms",
                        series.get("spaced"),
                        series.get("builder-spaced"),
                        "ProcessBuilder",
                        new Bar.None(),
                        List.of()));
    }

    private static Row row(String what, Series series, String reference, String name, Bar bar) {
        return new Row(what, "ms", series.get("ours"), series.get(reference), name, bar, series.remarks());
    }
}
