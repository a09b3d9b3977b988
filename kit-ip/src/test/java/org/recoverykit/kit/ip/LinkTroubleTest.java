package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.Link.OperState;

/** States of interfaces that this machine's kernel may have no driver for; peers 4a, line 5 and 19. */
class LinkTroubleTest {
    private static final int UP = Link.UP;
    private static final int WORKING = FixedView.WORKING;

    @Test
    void peers05_aBondWithoutMembersSaysSo() {
        FixedView view = new FixedView().link(5, "bond0", "bond", UP, OperState.DOWN, 0, 5);
        assertThat(Diagnosis.obstacle(view, "bond0")).hasValue("bond0 has no carrier: it has no members");
    }

    @Test
    void peers05_aBondOfDeadMembersSaysHowMany() {
        FixedView view = new FixedView()
                .link(5, "bond0", "bond", UP, OperState.DOWN, 0, 5)
                .link(2, "eth0", "", UP, OperState.DOWN, 5, 2)
                .link(3, "eth1", "", UP, OperState.DOWN, 5, 3);
        assertThat(Diagnosis.obstacle(view, "bond0")).hasValue("bond0 has no carrier: none of its 2 members has any");
    }

    @Test
    void peers05_aVlanNamesTheDeadDeviceBelow() {
        FixedView view = new FixedView()
                .link(5, "eth0.7", "vlan", UP, OperState.LOWER_LAYER_DOWN, 0, 2)
                .link(2, "eth0", "", UP, OperState.DOWN, 0, 2);
        assertThat(Diagnosis.obstacle(view, "eth0.7")).hasValue("eth0.7 has no carrier: eth0 below it has none");
    }

    @Test
    void peers05_dormantTestedAndAbsentDevicesDoNotPassForWorking() {
        assertThat(Diagnosis.obstacle(one(OperState.DORMANT), "eth0"))
                .hasValue("eth0 is dormant: it has carrier and waits to be let in (802.1X)");
        assertThat(Diagnosis.obstacle(one(OperState.TESTING), "eth0")).hasValue("eth0 is in test mode");
        assertThat(Diagnosis.obstacle(one(OperState.NOT_PRESENT), "eth0")).hasValue("eth0 is not present");
    }

    @Test
    void peers05_aBridgeWithoutPortsAndALateStateAreBelievedByTheirCarrier() {
        for (OperState state : new OperState[] {OperState.UNKNOWN, OperState.UP, OperState.DOWN}) {
            assertThat(Diagnosis.obstacle(one(state), "eth0")).as("%s", state).isEmpty();
        }
    }

    @Test
    void peers19_anAddressDoesNotLeaveItsVrf() {
        FixedView view = new FixedView()
                .link(9, "red", "vrf", WORKING, OperState.UP, 0, 9)
                .link(2, "eth0", "", WORKING, OperState.UP, 9, 2)
                .link(3, "eth1", "", WORKING, OperState.UP, 0, 3);
        assertThat(Diagnosis.foreignRealm(view, "eth0", "eth1"))
                .hasValue("eth1 belongs to no VRF, and eth0 to VRF red");
        assertThat(Diagnosis.foreignRealm(view, "eth1", "eth0"))
                .hasValue("eth0 belongs to VRF red, and eth1 to no VRF");
        assertThat(Diagnosis.foreignRealm(view, "eth0", "eth0")).isEqualTo(Optional.empty());
    }

    private static FixedView one(OperState state) {
        return new FixedView().link(2, "eth0", "", WORKING, state, 0, 2);
    }
}
