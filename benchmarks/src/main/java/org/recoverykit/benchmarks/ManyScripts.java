package org.recoverykit.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Many applications by scripts: the time to start them, and what checking them costs. */
final class ManyScripts implements Figure {

    @Override
    public String name() {
        return "many-scripts";
    }

    @Override
    public List<Row> measure(Tools tools) throws Exception {
        List<Samples> starts = new ArrayList<>();
        List<Samples> raws = new ArrayList<>();
        List<String> remarks = List.of();
        for (int i = 0; i < tools.rounds(10, 1); i++) {
            Series series = Series.of(tools.java(ManyScriptsProcess.class, "1000", "start", tools.c("spawn")));
            starts.add(series.get("start"));
            raws.add(series.get("raw"));
            remarks = series.remarks();
        }
        String span = Long.toString(tools.span(60, 20).toSeconds());
        Series checked = Series.of(tools.java(ManyScriptsProcess.class, "200", "check", span));
        return List.of(
                new Row(
                        "1,000 applications started, a script each",
                        "ms",
                        Samples.all(starts),
                        Samples.all(raws),
                        "C, one by one",
                        new Bar.MedianAtMost(2_000),
                        remarks),
                Row.alone("200 checked by scripts each 10 s: engine", "CPU-s/min", checked.get("own"), new Bar.None()),
                Row.alone("the same: their scripts", "CPU-s/min", checked.get("children"), new Bar.None()));
    }
}
