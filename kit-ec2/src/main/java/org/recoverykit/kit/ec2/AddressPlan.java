package org.recoverykit.kit.ec2;

import java.util.List;
import java.util.Optional;
import org.recoverykit.spi.FailureScope;

/** What an Elastic IP needs to lead to one interface. Pure. */
final class AddressPlan {
    private AddressPlan() {}

    /** In service: associated with the interface, and there with the right private address. */
    static Verdict toHome(AddressAim aim, AddressSight sight) {
        Optional<ElasticAddress> found = sight.named(aim.elasticIp());
        if (found.isEmpty()) {
            return Verdict.obstacle(
                    "this account has no Elastic IP " + aim.elasticIp() + " in this region; was it released?",
                    FailureScope.NOWHERE);
        }
        if (sight.own().isEmpty()) {
            return Verdict.obstacle(aim.home() + " does not exist", FailureScope.TRY_ELSEWHERE);
        }
        Eni own = sight.own().get();
        String behind = aim.privateIp()
                .or(() -> own.privateAddresses().stream().findFirst())
                .orElse("none");
        if (!own.privateAddresses().contains(behind)) {
            return Verdict.obstacle(
                    "privateIp: " + own.id() + " has no IPv4 address " + behind + ", only " + own.privateAddresses(),
                    FailureScope.TRY_ELSEWHERE);
        }
        return isRight(found.get(), own, behind)
                ? new Verdict(List.of(), List.of(), List.of(), List.of())
                : associate(aim, sight, found.get(), own, behind);
    }

    /** Out of service: the Elastic IP does not lead to the interface. One that leads elsewhere is none of our business. */
    static Verdict awayFromHome(AddressAim aim, AddressSight sight) {
        List<Todo> todo = sight
                .named(aim.elasticIp())
                .filter(address -> leadsTo(address, aim.home()))
                .flatMap(address -> address.association()
                        .map(association -> new Todo(
                                address.allocation(),
                                address.publicIp() + " still leads to " + aim.home(),
                                new Change.DisassociateAddress(association))))
                .stream()
                .toList();
        return new Verdict(todo, List.of(), List.of(), List.of());
    }

    private static Verdict associate(
            AddressAim aim, AddressSight sight, ElasticAddress address, Eni own, String behind) {
        Optional<ElasticAddress> occupant = sight.addresses().stream()
                .filter(other -> !other.allocation().equals(address.allocation()) && isRight(other, own, behind))
                .findFirst();
        if (occupant.isPresent() && !aim.displace()) {
            return Verdict.obstacle(
                    own.id() + " already has the Elastic IP "
                            + occupant.get().publicIp() + " on " + behind
                            + "; choose another privateIp, or let it be displaced by displaceOtherAddress",
                    FailureScope.TRY_ELSEWHERE);
        }
        String wrong = address.publicIp() + " "
                + address.networkInterface()
                        .map(other -> "leads to " + other
                                + address.privateIp().map(ip -> " (" + ip + ")").orElse(""))
                        .orElse("leads nowhere")
                + ", not to " + own.id() + " (" + behind + ")";
        // Said even for the primary address: what a server chooses by itself is not ours to guess.
        Change change = new Change.AssociateAddress(address.allocation(), own.id(), Optional.of(behind));
        return new Verdict(List.of(new Todo(address.allocation(), wrong, change)), List.of(), List.of(), List.of());
    }

    private static boolean isRight(ElasticAddress address, Eni own, String behind) {
        return leadsTo(address, own.id())
                && address.privateIp().filter(ip -> !ip.equals(behind)).isEmpty();
    }

    private static boolean leadsTo(ElasticAddress address, String networkInterface) {
        return address.networkInterface().filter(networkInterface::equals).isPresent();
    }
}
