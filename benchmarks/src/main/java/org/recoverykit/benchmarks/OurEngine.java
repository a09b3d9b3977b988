package org.recoverykit.benchmarks;

import java.time.Duration;
import java.util.List;

/** Us: a JVM in a server's namespace with the real engine and the IP kit, told what to do by lines. */
final class OurEngine implements Protector {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Server server;
    private final Running process;
    private final TemporaryDirectory state;

    private OurEngine(Server server, Running process, TemporaryDirectory state) {
        this.server = server;
        this.process = process;
        this.state = state;
    }

    /** With all its addresses in service. */
    static OurEngine protecting(Tools tools, Server server, int addresses) throws Exception {
        return protecting(tools, server, addresses, List.of());
    }

    /** The same with further options of the JVM. */
    static OurEngine protecting(Tools tools, Server server, int addresses, List<String> flags) throws Exception {
        TemporaryDirectory state = TemporaryDirectory.make();
        Running process = Running.start(
                "our engine",
                server.inside(tools.java(
                        flags,
                        EngineProcess.class,
                        List.of(state.path().toString(), server.firstProtected(), Integer.toString(addresses)))));
        OurEngine engine = new OurEngine(server, process, state);
        boolean ready = false;
        try {
            process.await("started", PATIENCE);
            engine.tell("in");
            ready = true;
        } finally {
            if (!ready) {
                engine.close();
            }
        }
        return engine;
    }

    /** Gives a command and waits for its answer. */
    String tell(String command) throws InterruptedException {
        process.say(command);
        return process.await(command + " done", PATIENCE);
    }

    @Override
    public void awaitCalm() throws InterruptedException {
        String unused = tell("calm");
    }

    @Override
    public Server server() {
        return server;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
        state.close();
    }
}
