package org.recoverykit.kit.ec2;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.recoverykit.spi.ResourceContext;
import org.recoverykit.spi.TimeSource;

/** What all addresses share that are protected by one engine through one API; opened with the first, closed with the last. */
final class Ec2Host {
    private static final Map<Key, Ec2Host> OPEN = new HashMap<>();
    private static final int READERS = 8;

    private final Key key;
    private final Ec2Api api;
    private final Workers readers;
    private final Workers writers;
    private final Turns turns;
    private final Reading<InstanceFacts> facts;
    private final Reading<List<ElasticAddress>> addresses;
    private final Map<String, Reading<List<RouteTable>>> tables = new HashMap<>();
    private final Map<String, Reading<List<Eni>>> interfaces = new HashMap<>();
    private final SourceDestLedger ledger = new SourceDestLedger();
    private int users = 1;

    private record Key(ApiConfig config, String node, TimeSource time) {}

    private Ec2Host(Key key, Ec2Api api, Supplier<Answer<InstanceFacts>> instance) {
        this.key = key;
        this.api = api;
        this.readers = new Workers("ec2-read", READERS);
        this.writers = new Workers("ec2-write", key.config.parallelism());
        this.turns = new Turns(key.config.checkInterval(), key.time, key.node.hashCode());
        this.facts = reading("metadata service", instance);
        this.addresses = turns.seat(reading("DescribeAddresses", api::addresses), Turns.OFTEN);
    }

    /** The one for these settings, this engine and this node. Whoever gets it releases it once. Connects to nothing yet. */
    static Ec2Host shared(ApiConfig config, ResourceContext context) {
        Key key = new Key(config, context.node(), context.time());
        synchronized (OPEN) {
            Optional<Ec2Host> open = Optional.ofNullable(OPEN.get(key));
            return open.map(Ec2Host::shared).orElseGet(() -> {
                Ec2Host host = connecting(key);
                OPEN.put(key, host);
                return host;
            });
        }
    }

    /** One over an API and an instance of the caller's, shared with nobody. */
    static Ec2Host over(Ec2Api api, Supplier<Answer<InstanceFacts>> instance, ApiConfig config, TimeSource time) {
        return new Ec2Host(new Key(config, "", time), api, instance);
    }

    /** The same for one more user, who releases it once. */
    Ec2Host shared() {
        synchronized (OPEN) {
            users++;
        }
        return this;
    }

    private static Ec2Host connecting(Key key) {
        Imds imds = new Imds(key.config.imdsEndpoint(), key.config.imdsTimeout());
        Supplier<Answer<String>> region =
                () -> key.config.region().map(Answer::of).orElseGet(imds::region);
        LazyEc2Api api = new LazyEc2Api(region, name -> SdkClients.make(key.config, name, imds, key.time));
        return new Ec2Host(key, api, imds::facts);
    }

    Ec2Api api() {
        return api;
    }

    Turns turns() {
        return turns;
    }

    TimeSource time() {
        return key.time;
    }

    SourceDestLedger ledger() {
        return ledger;
    }

    int parallelism() {
        return key.config.parallelism();
    }

    /** How long facts about the instance may be used by checks. */
    Duration factsAge() {
        return key.config.checkInterval().multipliedBy(Turns.SELDOM);
    }

    /** A change, on its way. */
    CompletableFuture<Answer<Change>> make(Change change) {
        return writers.run(() -> api.make(change));
    }

    /** Anything else that may take time. */
    <T> CompletableFuture<T> background(Supplier<T> task) {
        return readers.run(task);
    }

    Reading<InstanceFacts> facts() {
        return facts;
    }

    Reading<List<ElasticAddress>> addresses() {
        return addresses;
    }

    /** All route tables of a VPC. */
    synchronized Reading<List<RouteTable>> tables(String vpc) {
        return tables.computeIfAbsent(
                vpc, id -> turns.seat(reading("DescribeRouteTables", () -> api.routeTables(id)), Turns.OFTEN));
    }

    /** One interface, or none if it does not exist. */
    synchronized Reading<List<Eni>> networkInterface(String eni) {
        return interfaces.computeIfAbsent(
                eni,
                id -> turns.seat(
                        reading("DescribeNetworkInterfaces", () -> api.interfaces(List.of(id))), Turns.SELDOM));
    }

    /** One user less; the last one closes everything. */
    void release() {
        synchronized (OPEN) {
            if (--users > 0) {
                return;
            }
            OPEN.remove(key, this);
        }
        readers.close();
        writers.close();
        api.close();
    }

    private <T> Reading<T> reading(String action, Supplier<Answer<T>> source) {
        return new Reading<>(action, source, readers, key.time);
    }
}
