package org.recoverykit.linux;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.recoverykit.linux.codec.Ack;
import org.recoverykit.linux.codec.AddressCodec;
import org.recoverykit.linux.codec.LinkCodec;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;

/** Reads everything from the kernel and puts the differences into the table. */
final class TableReader {
    private final RequestChannel channel;
    private final NetworkTable table;
    private final Changes changes;

    TableReader(RequestChannel channel, NetworkTable table, Changes changes) {
        this.channel = channel;
        this.table = table;
        this.changes = changes;
    }

    /** Reads all links and addresses: what went wrong, or empty when the table is current. */
    Optional<String> readAll(Duration timeout) {
        List<Link> links = new ArrayList<>();
        Optional<Ack> linksRead = channel.dump(
                LinkCodec::writeDump,
                links::clear,
                (buffer, message) -> links.add(LinkCodec.decode(buffer, message)),
                timeout);
        List<InterfaceAddress> addresses = new ArrayList<>();
        Optional<Ack> addressesRead = channel.dump(
                (writer, sequence) -> AddressCodec.writeDump(writer, sequence, 0),
                addresses::clear,
                (buffer, message) -> AddressCodec.decode(buffer, message).ifPresent(addresses::add),
                timeout);
        KernelResult result = Verdict.of(Verdict.Purpose.ASK, () -> "read all links", linksRead, timeout);
        if (result.ok()) {
            result = Verdict.of(Verdict.Purpose.ASK, () -> "read all addresses", addressesRead, timeout);
        }
        if (!result.ok()) {
            return Optional.of(result.message());
        }
        apply(links, addresses);
        return Optional.empty();
    }

    private void apply(List<Link> links, List<InterfaceAddress> addresses) {
        Set<Integer> seenLinks = new HashSet<>();
        for (Link link : links) {
            seenLinks.add(link.index());
            changes.link(link);
        }
        Set<NetworkTable.Identity> seen = new HashSet<>();
        for (InterfaceAddress address : addresses) {
            seen.add(NetworkTable.Identity.of(address));
            changes.address(address);
        }
        table.addressesNotIn(seen).forEach(changes::addressGone);
        table.links().stream()
                .map(Link::index)
                .filter(index -> !seenLinks.contains(index))
                .forEach(changes::linkGone);
    }
}
