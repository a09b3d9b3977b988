package org.recoverykit.kit.ip;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.recoverykit.spi.FirstAid;
import org.recoverykit.spi.Notes;
import org.recoverykit.spi.Ownership;
import org.recoverykit.spi.Registration;
import org.recoverykit.spi.ResourceContext;
import org.recoverykit.spi.TimeSource;

/** The context of an address that nobody protects: first aid is always allowed, and nobody hears of it. */
final class RehearsedContext implements ResourceContext, FirstAid, TimeSource {
    /** Time flies, so that no rehearsed announcement has to wait. */
    private static final long STEP = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong();

    @Override
    public String tag() {
        return "rehearsal";
    }

    @Override
    public String node() {
        return "rehearsal";
    }

    @Override
    public TimeSource time() {
        return this;
    }

    @Override
    public Optional<FirstAid> firstAid() {
        return Optional.of(this);
    }

    @Override
    public void suspect(String reason) {}

    @Override
    public Registration every(Duration period, Runnable task) {
        return () -> {};
    }

    @Override
    public Notes notes() {
        throw new IllegalStateException("a rehearsal notes nothing");
    }

    @Override
    public Map<String, String> childNotes(String childTag) {
        return Map.of();
    }

    @Override
    public Path workDirectory() {
        throw new IllegalStateException("a rehearsal writes nothing");
    }

    @Override
    public Ownership ownership() {
        return Ownership.permanent();
    }

    @Override
    public void step(String name) {}

    @Override
    public void given(String reason) {}

    @Override
    public long nanoTime() {
        return now.addAndGet(STEP);
    }

    @Override
    public Instant wallTime() {
        return Instant.EPOCH;
    }
}
