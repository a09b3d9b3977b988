package org.recoverykit.kit.ip;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.recoverykit.linux.WireTap;
import org.recoverykit.linux.lab.Cable;
import org.recoverykit.linux.lab.Host;
import org.recoverykit.linux.lab.Lab;
import org.recoverykit.linux.model.TcpConnection;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.ManualTime;
import org.recoverykit.testkit.TestCall;
import org.recoverykit.testkit.TestContext;

/** Two nodes that may have the address, and a client with a connection to it, all on one switch. */
final class TakeoverSite implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Plan plan;
    private final Lab lab = Lab.create();
    private final Machine client = new Machine(lab.host("client"));

    TakeoverSite(Plan plan) {
        this.plan = plan;
        prepared(client, plan.client());
    }

    private Cable prepared(Machine machine, String address) {
        machine.write("/proc/sys/net/ipv6/conf/default/accept_dad", "0");
        Cable cable = machine.host().connect("eth0");
        // The kit's own address is asked for: some tens of milliseconds instead of a second or two.
        machine.write("/proc/sys/net/ipv6/neigh/eth0/retrans_time_ms", "30");
        machine.ip("addr add " + plan.added(address) + " dev eth0");
        Eventually.within(
                PATIENCE,
                address + " can be used",
                () -> machine.ip(plan.option() + " route show table local").contains(address));
        return cable;
    }

    InetAddress vip() {
        return Host.ip(plan.vip());
    }

    /** A node that runs the kit. */
    Node node(String name, int number, IpConfig config) {
        Machine machine = new Machine(lab.host(name));
        Cable cable = prepared(machine, plan.fixed().get(number));
        return new Node(machine, cable, config);
    }

    IpConfig config(ConnectionSettings settings) {
        return TestSettings.of(plan.protectedAddress())
                .withoutBackup()
                .connections(settings)
                .config();
    }

    IpConfig configWithoutHelp() {
        return TestSettings.of(plan.protectedAddress()).withoutBackup().config();
    }

    /** What comes in at the client. */
    WireTap tapOfClient() {
        int type = plan.option().equals("-4") ? 0x0800 : 0x86dd;
        return client.host()
                .network()
                .links()
                .tap(client.host().ifindex("eth0"), type, PATIENCE)
                .value()
                .orElseThrow();
    }

    /** The client connects to the address, where a node serves it. */
    Socket connect(int port) {
        return client.call(() -> {
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress(vip(), port), (int) PATIENCE.toMillis());
            return socket;
        });
    }

    /** As the node saw it: a connection from a port of the client's to port 80. */
    TcpConnection fromClient(int port) {
        return new TcpConnection(vip(), 80, Host.ip(plan.client()), port);
    }

    /** The client's answers to the address get nowhere, or do again. */
    void deafen(boolean deaf) {
        client.ip(deaf ? "route add blackhole " + plan.vip() + "/32" : "route del blackhole " + plan.vip() + "/32");
    }

    static ConnectionSettings settings(Path directory, ConnectionSettings.AtRemove atRemove) {
        return new ConnectionSettings(directory.toString(), Duration.ofSeconds(10), 100, atRemove);
    }

    @Override
    public void close() {
        lab.close();
    }

    /** One node with its own clock: that of a node that vanishes stands still. */
    static final class Node implements AutoCloseable {
        private final Machine machine;
        private final Cable cable;
        private final ManualTime time = new ManualTime();
        private final TestContext context;
        private final RecoveryKit kit;
        private final List<Closeable> sockets = new ArrayList<>();

        private Node(Machine machine, Cable cable, IpConfig config) {
            this.machine = machine;
            this.cable = cable;
            this.context = new TestContext("vip", time, Path.of("target/work"));
            this.kit = machine.call(() -> new IpKitProvider().create(config, context));
        }

        ActionResult restore() throws InterruptedException {
            return kit.restore(call());
        }

        ActionResult remove() throws InterruptedException {
            return kit.remove(call());
        }

        Machine machine() {
            return machine;
        }

        RecoveryKit kit() {
            return kit;
        }

        TestCall call() {
            return TestCall.within(Duration.ofSeconds(20), time);
        }

        void advance(Duration by) {
            time.advance(by);
        }

        /** From now on nobody hears of it, and it hears of nobody. */
        void vanish() {
            cable.cut();
        }

        /** Serves any address at a port that is free, as long as the node is there. */
        ServerSocket serve() {
            return keepOpen(machine.call(() -> new ServerSocket(0, 5)));
        }

        /** A socket that nobody refers to any more is closed by the garbage collector, and its connection ends. */
        <T extends Closeable> T keepOpen(T socket) {
            sockets.add(socket);
            return socket;
        }

        List<Throwable> failures() {
            return context.taskFailures();
        }

        @Override
        public void close() throws IOException {
            kit.close();
            context.close();
            for (Closeable each : sockets) {
                each.close();
            }
        }
    }
}
