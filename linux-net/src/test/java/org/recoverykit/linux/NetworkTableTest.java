package org.recoverykit.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.Link.OperState;

class NetworkTableTest {
    private final NetworkTable table = new NetworkTable();
    private final Watchers watchers = new Watchers();
    private final Changes changes = new Changes(table, watchers);

    @Test
    void whatChangesNothingIsToldToNobody() {
        List<Object> told = new ArrayList<>();
        watchers.link("eth0", told::add);
        watchers.link(7, told::add);
        changes.link(link(7, "eth0", Link.UP));
        changes.link(link(7, "eth0", Link.UP));

        assertThat(told).as("once for each of the two watches").hasSize(2);
        assertThat(table.generation()).isEqualTo(1);
    }

    @Test
    void aNameThatMovesToAnotherLinkStaysThere() {
        changes.link(link(7, "eth0", 0));
        changes.link(link(8, "eth1", 0));
        changes.link(link(7, "old", 0));
        changes.link(link(8, "eth0", 0));
        changes.linkGone(7);

        assertThat(table.link("eth0").map(Link::index)).contains(8);
        assertThat(table.link("eth1")).isEmpty();
        assertThat(table.link("old")).isEmpty();
    }

    @Test
    void addressesKeepTheOrderOfTheirArrival() {
        changes.address(address(7, 3, 24));
        changes.address(address(7, 1, 24));
        changes.address(address(7, 2, 24));
        changes.address(address(7, 1, 24).withFlags(InterfaceAddress.SECONDARY));

        assertThat(table.addresses(7))
                .containsExactly(
                        address(7, 3, 24), address(7, 1, 24).withFlags(InterfaceAddress.SECONDARY), address(7, 2, 24));
    }

    @Test
    void oneAddressMayBeInSeveralPlaces() {
        changes.address(address(7, 1, 24));
        changes.address(address(7, 1, 32));
        changes.address(address(8, 1, 24));
        changes.addressGone(address(7, 1, 24));

        assertThat(table.addressesOf(ip(1))).containsExactly(address(7, 1, 32), address(8, 1, 24));
        changes.addressGone(address(7, 1, 32));
        changes.addressGone(address(8, 1, 24));
        assertThat(table.addressesOf(ip(1))).isEmpty();
        assertThat(table.addresses(7)).isEmpty();
    }

    @Test
    void aListenerThatThrowsSpoilsNothingForTheOthers() {
        List<AddressEvent> told = new ArrayList<>();
        watchers.address(ip(1), event -> {
            throw new IllegalStateException("thrown on purpose");
        });
        watchers.address(ip(1), told::add);

        changes.address(address(7, 1, 24));

        assertThat(told).hasSize(1);
    }

    @Test
    void readersAlwaysFindALinkWhileItChanges() throws Exception {
        changes.link(named(0, "eth0"));
        AtomicBoolean changing = new AtomicBoolean(true);
        CompletableFuture<Integer> missed = CompletableFuture.supplyAsync(() -> {
            int empty = 0;
            while (changing.get()) {
                empty += table.link("lan").isEmpty() ? 1 : 0;
                empty += table.link(7).isEmpty() ? 1 : 0;
            }
            return empty;
        });

        for (int i = 1; i <= 200_000; i++) {
            // Its flags change each time, its name every third time; "lan" is its name or further name throughout.
            changes.link(named(i, i % 3 == 0 ? "eth" + i : "eth0"));
        }
        changing.set(false);

        assertThat(missed.get(10, TimeUnit.SECONDS))
                .as("readings that found no link")
                .isZero();
    }

    @Test
    void aRenamedLinkIsAlwaysFoundByItsOldOrItsNewName() throws Exception {
        List<NetworkTable> tables =
                Stream.generate(NetworkTable::new).limit(20_000).toList();
        tables.forEach(each -> each.put(link(7, "eth0", Link.UP)));
        CompletableFuture<Integer> missed = CompletableFuture.supplyAsync(() -> {
            int neither = 0;
            for (NetworkTable each : tables) {
                boolean renamed = false;
                while (!renamed) {
                    // In this order: whoever misses the old name must find the new one.
                    boolean old = each.link("eth0").isPresent();
                    renamed = each.link("lan0").isPresent();
                    neither += old || renamed ? 0 : 1;
                }
            }
            return neither;
        });

        tables.forEach(each -> each.put(link(7, "lan0", Link.UP)));

        assertThat(missed.get(30, TimeUnit.SECONDS))
                .as("readings that found neither name")
                .isZero();
    }

    private static Link named(int number, String name) {
        List<String> further = number % 2 == 0 ? List.of("lan", "x" + number) : List.of("lan");
        return new Link(
                7,
                name,
                further,
                "",
                number % 2 == 0 ? Link.UP : Link.UP | Link.LOWER_UP,
                OperState.UP,
                Optional.empty(),
                Optional.empty(),
                0,
                7,
                1,
                1500);
    }

    private static Link link(int index, String name, int flags) {
        return new Link(
                index, name, List.of(), "", flags, OperState.UP, Optional.empty(), Optional.empty(), 0, index, 1, 1500);
    }

    private static InterfaceAddress address(int ifindex, int last, int prefixLength) {
        return InterfaceAddress.of(ifindex, ip(last), prefixLength);
    }

    private static InetAddress ip(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
