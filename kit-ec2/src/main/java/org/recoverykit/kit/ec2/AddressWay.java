package org.recoverykit.kit.ec2;

import java.util.List;

/** Clients outside find the address by an Elastic IP. */
final class AddressWay implements Way<AddressSight> {
    private final Ec2Config config;
    private final Ec2Host host;

    AddressWay(Ec2Config config, Ec2Host host) {
        this.config = config;
        this.host = host;
    }

    @Override
    public Answer<AddressSight> look(Home home, Freshness freshness, Budget budget) throws InterruptedException {
        return Look.at(
                host.turns(),
                host.addresses(),
                host.networkInterface(home.networkInterface()),
                freshness,
                budget,
                AddressSight::new);
    }

    @Override
    public Verdict toHome(Home home, AddressSight seen) {
        return AddressPlan.toHome(AddressAim.of(config, home.networkInterface()), seen);
    }

    @Override
    public Verdict awayFromHome(Home home, AddressSight seen) {
        return AddressPlan.awayFromHome(AddressAim.of(config, home.networkInterface()), seen);
    }

    /** Only where it is associated can it be associated with what it is: a free one has no harmless change. */
    @Override
    public List<Change> rehearsals(Home home, AddressSight seen) {
        return seen
                .named(AddressAim.of(config, home.networkInterface()).elasticIp())
                .flatMap(address -> address.networkInterface()
                        .<Change>map(
                                other -> new Change.AssociateAddress(address.allocation(), other, address.privateIp())))
                .stream()
                .toList();
    }
}
