package org.recoverykit.linux.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.recoverykit.linux.AddressChange;
import org.recoverykit.linux.AddressEvent;
import org.recoverykit.linux.NetworkListener;
import org.recoverykit.linux.model.InterfaceAddress;

/** More changes than a small event queue holds, while a listener holds the monitor back. */
final class Flood {
    private final Host host;
    private final int ifindex;
    private final CountDownLatch done = new CountDownLatch(1);

    Flood(Host host, int ifindex) {
        this.host = host;
        this.ifindex = ifindex;
    }

    NetworkListener blockUntilDone(AtomicLong resyncs) {
        return new NetworkListener() {
            @Override
            public void addressChanged(AddressEvent event) {
                try {
                    if (!done.await(20, TimeUnit.SECONDS)) {
                        throw new LabException("the flood did not end");
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void resynced() {
                resyncs.incrementAndGet();
            }
        };
    }

    /** Adds them all, and removes every second one. */
    void addAndRemove(int count) {
        List<AddressChange> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            changes.add(AddressChange.add(
                    InterfaceAddress.of(ifindex, Host.ip("198.18." + i / 250 + "." + (1 + i % 250)), 32)));
        }
        for (int i = count - 1; i >= 0; i -= 2) {
            changes.add(AddressChange.remove(changes.get(i).address()));
        }
        host.network().changeAll(changes, Duration.ofSeconds(10)).forEach(result -> {
            if (!result.ok()) {
                throw new LabException(result.message());
            }
        });
        done.countDown();
    }
}
