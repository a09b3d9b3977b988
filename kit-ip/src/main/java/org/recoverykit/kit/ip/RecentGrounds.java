package org.recoverykit.kit.ip;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.LinuxNetwork;

/**
 * The {@link ReplyGround} of each pair of interfaces, read once for all addresses whose deep checks fall into the same
 * second. Of ten thousand addresses 170 look each second, and each reading is a dump and some files.
 */
final class RecentGrounds {
    private static final long RECENT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LinuxNetwork network;
    private final Map<Set<String>, Reading> readings = new ConcurrentHashMap<>();

    private record Reading(ReplyGround ground, long nanos) {}

    RecentGrounds(LinuxNetwork network) {
        this.network = network;
    }

    /** As it was at most a second ago, by the caller's clock; the same object as long as it is the same. */
    KernelAnswer<ReplyGround> of(Places places, long now, Duration timeout) {
        Set<String> pair = Set.copyOf(places.all());
        Reading known = readings.get(pair);
        if (known != null && now - known.nanos() < RECENT_NANOS) {
            return new KernelAnswer.Answered<>(known.ground());
        }
        KernelAnswer<ReplyGround> read = ReplyGround.read(network, places, timeout);
        if (read.value().isEmpty()) {
            return read;
        }
        ReplyGround found = read.value().get();
        ReplyGround ground = known != null && known.ground().equals(found) ? known.ground() : found;
        readings.put(pair, new Reading(ground, now));
        return new KernelAnswer.Answered<>(ground);
    }
}
