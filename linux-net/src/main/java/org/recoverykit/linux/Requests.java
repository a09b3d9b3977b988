package org.recoverykit.linux;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.recoverykit.linux.Verdict.Purpose;
import org.recoverykit.linux.codec.Ack;
import org.recoverykit.linux.codec.AddressCodec;
import org.recoverykit.linux.codec.LinkCodec;
import org.recoverykit.linux.codec.RouteCodec;
import org.recoverykit.linux.codec.Rtnetlink;
import org.recoverykit.linux.model.AddressText;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.Route;

/** Links and addresses: questions and changes over one channel. */
final class Requests {
    private final RequestChannel channel;

    Requests(RequestChannel channel) {
        this.channel = channel;
    }

    KernelResult change(AddressChange change, Duration timeout) {
        return verdict(change, channel.command(request(change), timeout), timeout);
    }

    List<KernelResult> changeAll(List<AddressChange> changes, Duration timeout) {
        List<RequestChannel.Request> requests =
                changes.stream().map(Requests::request).toList();
        List<Optional<Ack>> acks = channel.commands(requests, timeout);
        List<KernelResult> results = new ArrayList<>(changes.size());
        for (int i = 0; i < changes.size(); i++) {
            results.add(verdict(changes.get(i), acks.get(i), timeout));
        }
        return results;
    }

    KernelResult setLinkUp(int ifindex, boolean up, Duration timeout) {
        Optional<Ack> ack =
                channel.command((writer, sequence) -> LinkCodec.writeSetUp(writer, sequence, ifindex, up), timeout);
        return Verdict.of(Purpose.SET, () -> "set interface " + ifindex + (up ? " up" : " down"), ack, timeout);
    }

    KernelAnswer<Link> askLink(int ifindex, Duration timeout) {
        List<Link> found = new ArrayList<>(1);
        Optional<Ack> ack = channel.ask(
                (writer, sequence) -> LinkCodec.writeGet(writer, sequence, ifindex),
                (buffer, message) -> found.add(LinkCodec.decode(buffer, message)),
                timeout);
        return first(found, () -> "ask for interface " + ifindex, ack, timeout);
    }

    KernelAnswer<Integer> localInterfaceOf(InetAddress address, int preferred, Duration timeout) {
        List<Route> found = new ArrayList<>(1);
        Optional<Ack> ack = channel.ask(
                (writer, sequence) -> RouteCodec.writeLookup(
                        writer, sequence, address, Optional.empty(), preferred, RouteCodec.FIB_MATCH),
                (buffer, message) -> RouteCodec.decode(buffer, message).ifPresent(found::add),
                timeout);
        Supplier<String> what = () -> "ask which interface has " + AddressText.of(address);
        KernelAnswer<Route> route = first(found, what, ack, timeout);
        if (route.value().filter(match -> isHost(match, address)).isPresent()) {
            return new KernelAnswer.Answered<>(route.value().get().outInterface());
        }
        boolean elsewhere = route.value().isPresent() || route.result() instanceof KernelResult.Refused;
        return new KernelAnswer.NotAnswered<>(
                elsewhere ? new KernelResult.NotThere(what.get() + ": none") : route.result());
    }

    /** 127.4.5.6 matches the block 127.0.0.0/8, which is local and no address. */
    private static boolean isHost(Route route, InetAddress address) {
        return route.type() == Route.LOCAL && route.destination().length() == address.getAddress().length * 8;
    }

    KernelAnswer<List<InterfaceAddress>> dumpAddresses(int ifindex, Duration timeout) {
        List<InterfaceAddress> found = new ArrayList<>();
        Optional<Ack> ack = channel.dump(
                (writer, sequence) -> AddressCodec.writeDump(writer, sequence, ifindex),
                found::clear,
                // Kernels without strict checking (before 4.20) send those of all interfaces.
                (buffer, message) -> AddressCodec.decode(buffer, message)
                        .filter(address -> ifindex == 0 || address.ifindex() == ifindex)
                        .ifPresent(found::add),
                timeout);
        KernelResult result = Verdict.of(Purpose.ASK, () -> "read the addresses", ack, timeout);
        return result.ok() ? new KernelAnswer.Answered<>(List.copyOf(found)) : new KernelAnswer.NotAnswered<>(result);
    }

    static <T> KernelAnswer<T> first(List<T> found, Supplier<String> what, Optional<Ack> ack, Duration timeout) {
        KernelResult result = Verdict.of(Purpose.ASK, what, ack, timeout);
        if (!result.ok()) {
            return new KernelAnswer.NotAnswered<>(result);
        }
        return found.isEmpty()
                ? new KernelAnswer.NotAnswered<>(new KernelResult.NotThere(what.get() + ": an empty answer"))
                : new KernelAnswer.Answered<>(found.get(0));
    }

    private static RequestChannel.Request request(AddressChange change) {
        InterfaceAddress address = change.address();
        return switch (change.verb()) {
            case ADD ->
                (writer, sequence) -> AddressCodec.write(
                        writer, Rtnetlink.NEW_ADDRESS, Rtnetlink.CREATE | Rtnetlink.EXCLUSIVE, sequence, address);
            case PUT ->
                (writer, sequence) -> AddressCodec.write(
                        writer, Rtnetlink.NEW_ADDRESS, Rtnetlink.CREATE | Rtnetlink.REPLACE, sequence, address);
            case REMOVE ->
                (writer, sequence) -> AddressCodec.write(writer, Rtnetlink.DEL_ADDRESS, 0, sequence, address);
        };
    }

    private static KernelResult verdict(AddressChange change, Optional<Ack> ack, Duration timeout) {
        Purpose purpose = change.verb() == AddressChange.Verb.REMOVE ? Purpose.REMOVE : Purpose.ADD;
        return Verdict.of(purpose, () -> describe(change), ack, timeout);
    }

    private static String describe(AddressChange change) {
        InterfaceAddress address = change.address();
        String which = AddressText.of(address.address()) + "/" + address.prefixLength();
        return switch (change.verb()) {
            case ADD -> "add " + which + " to interface " + address.ifindex();
            case PUT -> "put " + which + " on interface " + address.ifindex();
            case REMOVE -> "remove " + which + " from interface " + address.ifindex();
        };
    }
}
