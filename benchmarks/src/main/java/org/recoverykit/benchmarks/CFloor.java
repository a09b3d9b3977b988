package org.recoverykit.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The reference: a C program that does nothing but move addresses from one interface to the other. */
final class CFloor implements Protector {
    private final Server server;
    private final Running process;

    private CFloor(Server server, Running process) {
        this.server = server;
        this.process = process;
    }

    /** Told of carrier loss by the kernel. */
    static CFloor byEvents(Tools tools, Server server, int addresses) throws Exception {
        return start(tools, server, "floor", "eth0", "eth1", address(server), "break", Integer.toString(addresses));
    }

    /** The same for one IPv6 address. */
    static CFloor byEventsIpv6(Tools tools, Server server) throws Exception {
        return start(tools, server, "floor6", "eth0", "eth1", address(server));
    }

    /** Told likewise; {@code ip -batch} makes the moves, the program only announces. */
    static CFloor byBatches(Tools tools, Server server, int addresses) throws Exception {
        return startProgram(tools, server, "vip-batch", "eth0", "eth1", address(server), Integer.toString(addresses));
    }

    /** Adds the address again when somebody deletes it. */
    static CFloor guarding(Tools tools, Server server) throws Exception {
        return start(tools, server, "guard", "eth0", address(server));
    }

    private static CFloor start(Tools tools, Server server, String... words) throws Exception {
        return startProgram(tools, server, "vipnl", words);
    }

    private static CFloor startProgram(Tools tools, Server server, String program, String... words) throws Exception {
        TestNetwork.prepareForTheReference(server);
        List<String> command = new ArrayList<>(List.of(tools.c(program)));
        command.addAll(List.of(words));
        Running process = Running.start("the reference (" + program + ")", server.inside(command));
        process.await("up on", Duration.ofSeconds(10));
        return new CFloor(server, process);
    }

    private static String address(Server server) {
        return server.firstProtected() + "/" + server.subnet().prefix();
    }

    @Override
    public Server server() {
        return server;
    }

    @Override
    public void close() {
        process.close();
    }
}
