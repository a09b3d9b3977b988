package org.recoverykit.kit.ip;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.Link;

/**
 * What the kernel itself says of an interface, asked once for all addresses whose deep checks fall into the same second: of
 * ten thousand addresses on one interface 170 look each second.
 */
final class RecentLinks {
    private static final long RECENT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LinuxNetwork network;
    private final Map<Integer, Reading> readings = new ConcurrentHashMap<>();

    private record Reading(KernelAnswer<Link> answer, long generation, long nanos) {}

    RecentLinks(LinuxNetwork network) {
        this.network = network;
    }

    /** As it was at most a second ago, by the caller's clock, and not before the last change that the table knows of. */
    KernelAnswer<Link> of(int ifindex, long now, Duration timeout) {
        long generation = network.view().generation();
        Reading known = readings.get(ifindex);
        if (known != null && known.generation() == generation && now - known.nanos() < RECENT_NANOS) {
            return known.answer();
        }
        KernelAnswer<Link> answer = network.askLink(ifindex, timeout);
        if (answer.value().isPresent()) {
            readings.put(ifindex, new Reading(answer, generation, now));
        }
        return answer;
    }
}
