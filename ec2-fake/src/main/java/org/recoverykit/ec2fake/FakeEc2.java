package org.recoverykit.ec2fake;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An endpoint of EC2's Query protocol. Knows DescribeRouteTables, ReplaceRoute, CreateRoute, DeleteRoute,
 * DescribeNetworkInterfaces, ModifyNetworkInterfaceAttribute (the source/destination check), DescribeAddresses,
 * AssociateAddress, DisassociateAddress. Several endpoints may share one {@link Cloud}: two nodes with different troubles.
 *
 * <p>Give a client {@link #endpoint()}, any Region and any credentials. Thread-safe; {@link #close()} ends it at once, also
 * what hangs.
 */
public final class FakeEc2 implements AutoCloseable {
    private static final Duration MOST_SKEW = Duration.ofMinutes(5);
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int INTERNAL_ERROR = 500;

    private final Cloud cloud;
    private final Loopback server;
    private final AtomicInteger requestIds = new AtomicInteger();
    private volatile Set<Deviation> deviations = Set.of();
    private volatile Duration ahead = Duration.ZERO;

    private FakeEc2(Cloud cloud) {
        this.cloud = cloud;
        this.server = new Loopback("ec2-fake", this::task);
    }

    /** An endpoint of an empty cloud of its own. */
    public static FakeEc2 start() {
        return over(new Cloud());
    }

    /** An endpoint of a cloud that others may have endpoints of, too. */
    public static FakeEc2 over(Cloud cloud) {
        return new FakeEc2(cloud);
    }

    /** Where it listens: on the loopback, without TLS. */
    public URI endpoint() {
        return server.uri();
    }

    /** What it serves. */
    public Cloud cloud() {
        return cloud;
    }

    /** What goes wrong here. */
    public Faults faults() {
        return server.faults();
    }

    /** What it was asked. */
    public Traffic traffic() {
        return server.traffic();
    }

    /** From now on it behaves in these ways unlike AWS, and in no other. */
    public void deviate(Deviation... some) {
        deviations = Set.of(some);
    }

    /**
     * From now on its clock is ahead of this machine's by that much, and it refuses what is signed more than five minutes off,
     * as EC2 does. Its Date header does not show it: a {@link Relay} can.
     */
    public void clockAhead(Duration by) {
        ahead = by;
    }

    @Override
    public void close() {
        server.close();
    }

    private Loopback.Task task(Incoming incoming) {
        Query query = Query.parse(incoming.body());
        String action = query.get("Action").orElse("");
        Request request = new Request(action, query.all(), incoming.accessKeyId(), System.nanoTime());
        return new Loopback.Task(request, () -> answer(request, query, incoming));
    }

    private Reply answer(Request request, Query query, Incoming incoming) {
        if (request.accessKeyId().isEmpty()) {
            return Reply.error(
                    UNAUTHORIZED, "AuthFailure", "AWS was not able to validate the provided access credentials");
        }
        if (incoming.signedAt().filter(this::isTimely).isEmpty()) {
            return Reply.error(BAD_REQUEST, "RequestExpired", "Request has expired.");
        }
        String id = "req-" + requestIds.incrementAndGet();
        try {
            return Reply.xml(
                    Xml.reply(request.action(), id, Answers.answer(cloud, request.action(), query, deviations)));
        } catch (Refusal refusal) {
            return Reply.error(refusal.status(), refusal.code(), refusal.text());
        } catch (IllegalStateException e) {
            return Reply.error(INTERNAL_ERROR, "InternalError", String.valueOf(e.getMessage()));
        }
    }

    private boolean isTimely(Instant signedAt) {
        return Duration.between(signedAt, Instant.now().plus(ahead)).abs().compareTo(MOST_SKEW) <= 0;
    }
}
