package org.recoverykit.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a move is made of: adding, announcing and deleting one address, in Java beside the same in C. */
final class Primitives implements Figure {
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("addr_add", "address added");
        NAMES.put("garp_send", "ARP sent");
        NAMES.put("addr_del", "address deleted");
        NAMES.put("del+add+garp", "all three");
    }

    @Override
    public String name() {
        return "primitives";
    }

    @Override
    public List<Row> measure(Tools tools) throws Exception {
        List<Series> ours = new ArrayList<>();
        List<Series> reference = new ArrayList<>();
        try (TestNetwork network = TestNetwork.of("ours", "floor")) {
            Server java = network.server("ours");
            Server c = network.server("floor");
            for (int i = 0; i < tools.rounds(5, 1); i++) {
                ours.add(Series.of(java.inside(tools.java(PrimitivesProcess.class, java.firstProtected(), "2000"))));
                reference.add(Series.of(c.inside(c(tools, c, "2000"))));
            }
        }
        return NAMES.entrySet().stream()
                .map(name -> new Row(
                        name.getValue(),
                        "us",
                        all(ours, name.getKey()),
                        all(reference, name.getKey()),
                        "C",
                        new Bar.None(),
                        List.of()))
                .toList();
    }

    /** The C program that does each of these so many times, and a check between. */
    static List<String> c(Tools tools, Server server, String times) {
        String address = server.firstProtected() + "/" + TestNetwork.PREFIX;
        return List.of("env", "VIPNL_RAW=1", tools.c("vipnl"), "bench", times, "eth0", address);
    }

    private static Samples all(List<Series> series, String name) {
        return Samples.all(series.stream().map(s -> s.get(name)).toList());
    }
}
