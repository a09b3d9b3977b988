package org.recoverykit.benchmarks;

import java.util.List;

/** Somebody deletes a protected address: how long a client misses it. */
final class DeletedAddress implements Figure {

    @Override
    public String name() {
        return "deleted-address";
    }

    @Override
    public List<Row> measure(Tools tools) throws Exception {
        try (TestNetwork network = TestNetwork.of("ours", "floor");
                OurEngine ours = OurEngine.protecting(tools, network.server("ours"), 1);
                CFloor floor = CFloor.guarding(tools, network.server("floor"))) {
            Probe probe = new Probe(tools);
            Turns.Result measured = Turns.ofCommands(
                    tools.rounds(200, 10),
                    ours,
                    floor,
                    p -> probe.after(p.server().deletion(p.address()), p.address()));
            return List.of(Row.beside("deleted address back", "ms", measured, "C", new Bar.MedianAtMost(10)));
        }
    }
}
