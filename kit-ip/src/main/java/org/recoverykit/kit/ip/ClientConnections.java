package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.recoverykit.kit.ip.ConnectionSettings.AtRemove;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.TcpConnection;
import org.recoverykit.spi.Ownership;
import org.recoverykit.spi.Registration;
import org.recoverykit.spi.ResourceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections that clients have to the address: written down while it is in service, and looked up after a takeover, to
 * tell the clients of those that are dead. Nothing here ever makes an action fail or wait long; what goes wrong is logged.
 */
final class ClientConnections {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnections.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** A healthy file system takes some milliseconds. */
    private static final Duration LAST_LIST = Duration.ofMillis(500);

    private final ConnectionSettings settings;
    private final LinuxNetwork network;
    private final InetAddress address;
    private final ResourceContext context;
    private final ConnectionFile file;
    private final Tickling tickling;
    private final AtomicBoolean due = new AtomicBoolean();
    private Registration writing = () -> {};
    private volatile Ownership ownership = Ownership.permanent();
    private volatile boolean inService;

    // On the thread of SlowWork only.
    private String written = "";
    private Optional<String> trouble = Optional.empty();

    ClientConnections(ConnectionSettings settings, ProtectedAddress address, ResourceContext context, IpHost host) {
        this.settings = settings;
        this.network = host.network();
        this.address = address.inetAddress();
        this.context = context;
        this.file = new ConnectionFile(settings.path(), this.address, context.node());
        this.tickling = new Tickling(network.tcp(), this.address, host.frames(), context, this::isOurs);
    }

    /** Whether the address is on this node, as the table has it. */
    boolean isHere() {
        return !network.view().addressesOf(address).isEmpty();
    }

    private boolean isOurs() {
        return inService && ownership.valid() && isHere();
    }

    /** The address is in service: its connections are written down from now on. */
    void inService(Ownership by) {
        ownership = by;
        if (!inService) {
            begin();
        }
    }

    /** The address has come, and this node did not have it: clients of the node that had it are told. */
    void tookOver(Ownership by) {
        ownership = by;
        begin();
        SlowWork.later(this::tell);
    }

    private synchronized void begin() {
        inService = true;
        writing.close();
        writing = context.every(settings.every(), () -> {
            // One at a time: storage that hangs does not pile up work.
            if (due.compareAndSet(false, true)) {
                SlowWork.later(() -> {
                    due.set(false);
                    write();
                });
            }
        });
    }

    private void tell() {
        written = "";
        ConnectionFile.Found found = file.read();
        if (found instanceof ConnectionFile.Found.Refused refused) {
            LOG.warn("event=connections-not-read tag={} reason=\"{}\"", context.tag(), refused.why());
        } else if (found instanceof ConnectionFile.Found.Listed listed) {
            List<TcpConnection> connections = listed.connections();
            tickling.begin(connections.subList(0, Math.min(connections.size(), settings.most())));
        }
    }

    private void write() {
        if (!isOurs()) {
            return;
        }
        KernelAnswer<List<TcpConnection>> all = network.tcp().list(address, settings.most(), PATIENCE);
        Optional<String> wrong = all.value().isEmpty()
                ? Optional.of(all.result().message())
                : replace(ConnectionList.write(address, fromOutside(all.value().get())));
        if (wrong.isPresent() && !wrong.equals(trouble)) {
            LOG.warn("event=connections-not-written tag={} reason=\"{}\"", context.tag(), wrong.get());
        }
        trouble = wrong;
    }

    private Optional<String> replace(String list) {
        if (list.equals(written)) {
            return Optional.empty();
        }
        Optional<String> wrong = file.write(list);
        written = wrong.isPresent() ? "" : list;
        return wrong;
    }

    /** A link-local client's network is not told, and a client on this node dies with it. */
    private List<TcpConnection> fromOutside(List<TcpConnection> all) {
        List<TcpConnection> found = new ArrayList<>(all.size());
        for (TcpConnection each : all) {
            boolean own = !network.view().addressesOf(each.remote()).isEmpty();
            if (!own && !each.remote().isLinkLocalAddress() && !each.remote().isLoopbackAddress()) {
                found.add(each);
            }
        }
        return found;
    }

    /** The address is about to be taken away: the last list, then by setting the end of what is still connected. */
    void leaving() throws InterruptedException {
        if (inService && isHere() && !SlowWork.within(LAST_LIST, this::write)) {
            LOG.warn(
                    "event=connections-not-written tag={} reason=\"{} took more than {} ms\"",
                    context.tag(),
                    settings.path(),
                    LAST_LIST.toMillis());
        }
        stop();
        endOwn();
    }

    /** It is gone: what connected at the last moment goes too. */
    void left() {
        endOwn();
    }

    private void endOwn() {
        if (settings.atRemove() != AtRemove.END) {
            return;
        }
        KernelAnswer<Integer> ended = network.tcp().end(address, PATIENCE);
        if (ended.value().isEmpty()) {
            LOG.warn(
                    "event=own-connections-not-ended tag={} reason=\"{}\"",
                    context.tag(),
                    ended.result().message());
        } else if (ended.value().get() > 0) {
            LOG.info(
                    "event=own-connections-ended tag={} count={}",
                    context.tag(),
                    ended.value().get());
        }
    }

    /** Nothing is written or sent any more. Idempotent. */
    synchronized void stop() {
        inService = false;
        writing.close();
        tickling.stop();
    }
}
