package org.recoverykit.linux;

import java.time.Duration;
import java.util.Optional;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.IpFamily;
import org.recoverykit.linux.model.NdFrame;
import org.recoverykit.linux.socket.EventDescriptor;
import org.recoverykit.linux.socket.NativeAccess;
import org.recoverykit.linux.socket.NetlinkSocket;
import org.recoverykit.linux.socket.SystemCallException;

/** What one network namespace's handles share: sockets, threads, table. Made in the namespace's own thread. */
final class NetworkCore implements AutoCloseable {
    private static final Duration REOPEN_TIMEOUT = Duration.ofSeconds(2);
    private static final int ETIMEDOUT = 110;

    final NetworkTable table = new NetworkTable();
    final Watchers watchers = new Watchers();
    final Requests requests;
    final NetlinkRouting routing;
    final NetlinkLinks links;
    final ProcSysctl sysctl;
    final ProcSysctl sysctl6;
    final PacketSockets packets;
    final Ears<ArpFrame> arpEars;
    final Ears<NdFrame> ndEars;
    final EchoAsker echoes;
    final DiagnosedConnections tcp;
    final CapabilityCheck capabilities;
    final NetworkMonitor monitor;
    private final RequestChannel channel;
    private final NamespaceThread namespace;
    private final Sockets sockets;

    private NetworkCore(NetworkOptions options, Sockets sockets, Undo undo) {
        this.sockets = sockets;
        NamespaceThread thread = new NamespaceThread();
        namespace = undo.opened(thread, thread::close);
        channel = new RequestChannel(dialogue(undo));
        requests = new Requests(channel);
        routing = new NetlinkRouting(channel);
        links = new NetlinkLinks(channel, namespace);
        sysctl = new ProcSysctl(IpFamily.IPV4, namespace);
        sysctl6 = new ProcSysctl(IpFamily.IPV6, namespace);
        packets = new PacketSockets(namespace);
        capabilities = new CapabilityCheck(requests, namespace);
        arpEars = new Ears<>(namespace, Dialect.ARP);
        ndEars = new Ears<>(namespace, Dialect.ND);
        echoes = new EchoSockets(namespace);
        tcp = new DiagnosedConnections(namespace);
        watchers.all(packets);
        watchers.all(arpEars);
        watchers.all(ndEars);
        monitor = monitor(options, undo);
    }

    private NetworkMonitor monitor(NetworkOptions options, Undo undo) {
        // Subscribed before everything is read: what changes meanwhile is queued and comes after.
        NetlinkSocket events = sockets.forEvents(options.eventBufferBytes());
        undo.opened(events, events::close);
        EventDescriptor wake = new EventDescriptor();
        undo.opened(wake, wake::close);
        Dialogue dialogue = dialogue(undo);
        RequestChannel own = new RequestChannel(dialogue);
        Changes changes = new Changes(table, watchers);
        TableKeeper keeper = new TableKeeper(
                new EventFeed(events, changes),
                new TableReader(own, table, changes),
                new LinkPoll(dialogue),
                table,
                watchers,
                changes,
                options.linkPollInterval(),
                System::nanoTime);
        Optional<String> problem = keeper.readFirst();
        if (problem.isPresent()) {
            throw new NetworkUnavailableException("The network cannot be read: " + problem.get());
        }
        return new NetworkMonitor(events, own, wake, table, keeper);
    }

    private Dialogue dialogue(Undo undo) {
        Dialogue dialogue = new Dialogue(sockets.forRequests(), this::reopened, System::nanoTime);
        return undo.opened(dialogue, dialogue::close);
    }

    static NetworkCore open(NetworkOptions options) {
        return open(options, Sockets.real());
    }

    /** All or nothing: what was opened before a failure is closed again. */
    static NetworkCore open(NetworkOptions options, Sockets sockets) {
        Optional<NativeAccess.LoadFailure> failure = NativeAccess.load();
        if (failure.isPresent()) {
            throw new NetworkUnavailableException(
                    "The network cannot be reached: " + failure.get().message(),
                    failure.get().cause());
        }
        Undo undo = new Undo();
        try {
            NetworkCore core = new NetworkCore(options, sockets, undo);
            Thread thread = new Thread(core.monitor, "rk-netlink-monitor");
            thread.setDaemon(true);
            thread.start();
            return core;
        } catch (SystemCallException e) {
            undo.run();
            throw new NetworkUnavailableException("The network cannot be reached: " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            // No memory for another thread is an Error.
            undo.run();
            throw e;
        }
    }

    private NetlinkSocket reopened() {
        try {
            return namespace
                    .call(sockets::forRequests, REOPEN_TIMEOUT)
                    .orElseThrow(() -> new SystemCallException("open another rtnetlink socket", ETIMEDOUT));
        } catch (SystemCallException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("open another rtnetlink socket", e);
        }
    }

    @Override
    public void close() {
        monitor.stop();
        channel.close();
        tcp.close();
        packets.close();
        arpEars.close();
        ndEars.close();
        namespace.close();
    }
}
