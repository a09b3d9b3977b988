package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.model.InterfaceAddress;

class MovePlanTest {
    private static final InterfaceAddress ON_ETH1 = entry(3, 24);

    @Test
    void keepsWhatIsRightAndDropsTheRest() {
        InterfaceAddress there = ON_ETH1.withLabel("eth1:web").withFlags(InterfaceAddress.PERMANENT);

        MovePlan plan = MovePlan.to(ON_ETH1, List.of(entry(2, 24), there, entry(3, 32)));

        assertThat(plan.addition()).hasValue(ON_ETH1);
        assertThat(plan.surplus()).containsExactly(entry(2, 24), entry(3, 32));
    }

    @Test
    void awayAddsNothing() {
        MovePlan plan = MovePlan.away(List.of(entry(2, 24)));

        assertThat(plan.addition()).isEmpty();
        assertThat(plan.surplus()).containsExactly(entry(2, 24));
    }

    @Test
    void deletesSecondariesBeforeTheFirstAddressOfTheirSubnet() {
        InterfaceAddress first = entry(2, 24);
        InterfaceAddress secondary = entry(2, 25).withFlags(InterfaceAddress.SECONDARY);

        assertThat(Stream.of(first, secondary).sorted(MovePlan.SECONDARIES_FIRST))
                .containsExactly(secondary, first);
    }

    @Test
    void anIpv6AddressMakesRoomForItselfOnItsInterface() {
        InterfaceAddress wanted =
                InterfaceAddress.of(3, ProtectedAddress.parse("2001:db8::50/64").inetAddress(), 64);
        InterfaceAddress otherLength = InterfaceAddress.of(3, wanted.address(), 128);
        InterfaceAddress elsewhere = otherLength.onInterface(2);
        InterfaceAddress failed = wanted.withFlags(InterfaceAddress.DAD_FAILED);

        assertThat(MovePlan.inTheWay(wanted, List.of(wanted, otherLength, elsewhere, failed)))
                .containsExactly(otherLength, failed);
        assertThat(MovePlan.inTheWay(ON_ETH1, List.of(ON_ETH1, entry(3, 32))))
                .as("IPv4 takes both")
                .isEmpty();
    }

    private static InterfaceAddress entry(int ifindex, int prefixLength) {
        return InterfaceAddress.of(
                ifindex, ProtectedAddress.parse("10.0.0.50/24").inetAddress(), prefixLength);
    }
}
