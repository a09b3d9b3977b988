package org.recoverykit.linux;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.recoverykit.linux.Verdict.Purpose;
import org.recoverykit.linux.codec.Ack;
import org.recoverykit.linux.codec.AddressCodec;
import org.recoverykit.linux.codec.LinkCodec;
import org.recoverykit.linux.codec.RouteCodec;
import org.recoverykit.linux.codec.Rtnetlink;
import org.recoverykit.linux.codec.SavedCodec;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.model.SavedConfiguration;
import org.recoverykit.linux.model.SavedConfiguration.Entry;
import org.recoverykit.linux.model.SavedConfiguration.Kind;
import org.recoverykit.linux.socket.Errno;
import org.recoverykit.linux.socket.FrameSocket;
import org.recoverykit.linux.socket.SystemCallException;

/** Changes of links over the request channel. */
final class NetlinkLinks implements LinkControl {
    private static final int ALL_TABLES = 0;
    private static final int ONLY_NEW = Rtnetlink.CREATE | Rtnetlink.EXCLUSIVE;

    /** A gateway can be reached only when the route to its subnet is there: what is refused is tried again after the others. */
    private static final int ROUTE_ROUNDS = 4;

    private final RequestChannel channel;
    private final NamespaceThread namespace;

    NetlinkLinks(RequestChannel channel, NamespaceThread namespace) {
        this.channel = channel;
        this.namespace = namespace;
    }

    @Override
    public KernelResult setHardwareAddress(int ifindex, MacAddress address, Duration timeout) {
        Optional<Ack> ack = channel.command(
                (writer, sequence) -> LinkCodec.writeSetAddress(writer, sequence, ifindex, address), timeout);
        return Verdict.of(Purpose.SET, () -> "give interface " + ifindex + " the address " + address, ack, timeout);
    }

    @Override
    public KernelAnswer<SavedConfiguration> save(int ifindex, Duration timeout) {
        List<Entry> all = new ArrayList<>();
        KernelResult addresses = dump(
                all,
                (writer, sequence) -> AddressCodec.writeDump(writer, sequence, ifindex),
                found -> (buffer, message) ->
                        SavedCodec.address(buffer, message, ifindex).ifPresent(found::add),
                timeout);
        if (!addresses.ok()) {
            return new KernelAnswer.NotAnswered<>(addresses);
        }
        for (int family : new int[] {Rtnetlink.INET, Rtnetlink.INET6}) {
            KernelResult routes = dump(
                    all,
                    (writer, sequence) -> RouteCodec.writeDump(writer, sequence, family, ALL_TABLES),
                    found -> (buffer, message) ->
                            SavedCodec.route(buffer, message, ifindex).ifPresent(found::add),
                    timeout);
            // A kernel without IPv6 has no routes of it.
            if (!routes.ok() && family == Rtnetlink.INET) {
                return new KernelAnswer.NotAnswered<>(routes);
            }
        }
        return new KernelAnswer.Answered<>(new SavedConfiguration(ifindex, all));
    }

    private interface Into {
        RequestChannel.Answer answer(List<Entry> found);
    }

    private KernelResult dump(List<Entry> all, RequestChannel.Request question, Into into, Duration timeout) {
        List<Entry> found = new ArrayList<>();
        Optional<Ack> ack = channel.dump(question, found::clear, into.answer(found), timeout);
        all.addAll(found);
        return Verdict.of(Purpose.ASK, () -> "read what the interface has", ack, timeout);
    }

    @Override
    public List<KernelResult> giveBack(SavedConfiguration saved, Duration timeout) {
        List<KernelResult> troubles = new ArrayList<>();
        List<Entry> newcomers = new ArrayList<>();
        for (Entry address : saved.of(Kind.ADDRESS)) {
            KernelResult result = put(address, SavedCodec.withoutDetection(address), ONLY_NEW, timeout);
            if (result.ok()) {
                newcomers.add(address);
            } else if (result.kind() != KernelResult.Kind.ALREADY_THERE) {
                troubles.add(result);
            }
        }
        // Once it is there, duplicate address detection is not begun any more, and its flags become what they were.
        newcomers.stream()
                .filter(SavedCodec::lacksDetection)
                .map(address -> put(address, address.payload(), Rtnetlink.CREATE | Rtnetlink.REPLACE, timeout))
                .filter(result -> !result.ok())
                .forEach(troubles::add);
        troubles.addAll(putRoutes(saved.of(Kind.ROUTE), timeout));
        return troubles;
    }

    private List<KernelResult> putRoutes(List<Entry> routes, Duration timeout) {
        List<Entry> left = routes;
        List<KernelResult> troubles = List.of();
        for (int round = 0; round < ROUTE_ROUNDS && !left.isEmpty(); round++) {
            List<Entry> refused = new ArrayList<>();
            List<KernelResult> reasons = new ArrayList<>();
            for (Entry route : left) {
                int flags = SavedCodec.hasManyHops(route) ? Rtnetlink.CREATE | Rtnetlink.REPLACE : ONLY_NEW;
                KernelResult result = put(route, route.payload(), flags, timeout);
                if (!result.ok() && result.kind() != KernelResult.Kind.ALREADY_THERE) {
                    refused.add(route);
                    reasons.add(result);
                }
            }
            left = refused;
            troubles = reasons;
        }
        return troubles;
    }

    private KernelResult put(Entry entry, byte[] payload, int flags, Duration timeout) {
        Optional<Ack> ack = channel.command(
                (writer, sequence) -> SavedCodec.write(writer, sequence, entry.kind(), flags, payload), timeout);
        return Verdict.of(Purpose.ADD, () -> "put back " + SavedCodec.describe(entry), ack, timeout);
    }

    @Override
    public KernelAnswer<WireTap> tap(int ifindex, int etherType, Duration timeout) {
        String what = "listen on the wire of interface " + ifindex;
        try {
            Optional<FrameSocket> opened = namespace.call(() -> FrameSocket.open(ifindex, etherType), timeout);
            if (opened.isEmpty()) {
                return new KernelAnswer.NotAnswered<>(
                        new KernelResult.TimedOut(what + ": not done within " + timeout.toMillis() + " ms"));
            }
            return new KernelAnswer.Answered<>(new OpenTap(ifindex, opened.get()));
        } catch (SystemCallException e) {
            return new KernelAnswer.NotAnswered<>(Verdict.failed(Purpose.SET, what, e.errno(), ""));
        } catch (Exception e) {
            return new KernelAnswer.NotAnswered<>(new KernelResult.Refused(Errno.EINVAL, "", what + ": " + e));
        }
    }
}
