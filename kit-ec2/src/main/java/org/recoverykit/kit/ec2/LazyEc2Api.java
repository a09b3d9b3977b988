package org.recoverykit.kit.ec2;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/** Connects at the first call, because that needs the region, and making the SDK's client takes seconds. Thread-safe. */
final class LazyEc2Api implements Ec2Api {
    private final Supplier<Answer<String>> region;
    private final Function<String, Ec2Api> connector;
    private final ReentrantLock connecting = new ReentrantLock();
    private Optional<Ec2Api> connected = Optional.empty();
    private boolean closed;

    /**
     * @param region where; asked until it answers
     * @param connector makes the client for a region
     */
    LazyEc2Api(Supplier<Answer<String>> region, Function<String, Ec2Api> connector) {
        this.region = region;
        this.connector = connector;
    }

    @Override
    public Answer<Boolean> prepare() {
        return api().flatMap(Ec2Api::prepare);
    }

    @Override
    public Answer<List<RouteTable>> routeTables(String vpc) {
        return api().flatMap(api -> api.routeTables(vpc));
    }

    @Override
    public Answer<List<Eni>> interfaces(Collection<String> ids) {
        return api().flatMap(api -> api.interfaces(ids));
    }

    @Override
    public Answer<List<ElasticAddress>> addresses() {
        return api().flatMap(Ec2Api::addresses);
    }

    @Override
    public Answer<Change> make(Change change) {
        return api().flatMap(api -> api.make(change));
    }

    @Override
    public Answer<Change> rehearse(Change change) {
        return api().flatMap(api -> api.rehearse(change));
    }

    /** Does not wait for a client that is just being made: that one closes itself. */
    @Override
    public void close() {
        Optional<Ec2Api> open;
        synchronized (this) {
            closed = true;
            open = connected;
            connected = Optional.empty();
        }
        open.ifPresent(Ec2Api::close);
    }

    private synchronized Optional<Ec2Api> connected() {
        return connected;
    }

    private Answer<Ec2Api> api() {
        Optional<Ec2Api> known = connected();
        return known.isPresent() ? Answer.of(known.get()) : connect();
    }

    private Answer<Ec2Api> connect() {
        connecting.lock();
        try {
            Optional<Ec2Api> known = connected();
            return known.isPresent() ? Answer.of(known.get()) : region.get().flatMap(this::keep);
        } finally {
            connecting.unlock();
        }
    }

    private Answer<Ec2Api> keep(String name) {
        Ec2Api made = connector.apply(name.strip());
        synchronized (this) {
            if (!closed) {
                connected = Optional.of(made);
                return Answer.of(made);
            }
        }
        made.close();
        return Answer.trouble(Trouble.unreachable("connect", "this kit is closed"));
    }
}
