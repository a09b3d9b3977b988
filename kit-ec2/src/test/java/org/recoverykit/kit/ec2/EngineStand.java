package org.recoverykit.kit.ec2;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.recoverykit.core.wiring.RecoveryEngines;
import org.recoverykit.ec2fake.Eni;
import org.recoverykit.ec2fake.FakeEc2;
import org.recoverykit.ec2fake.FakeImds;
import org.recoverykit.ec2fake.Instance;
import org.recoverykit.ec2fake.RoleCredentials;
import org.recoverykit.ec2fake.Route;
import org.recoverykit.engine.FailoverPort;
import org.recoverykit.engine.FailoverRequest;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.engine.StatusSnapshot;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.ManualTime;
import org.recoverykit.testkit.RecordingListener;

/** The real engine on a clock turned by hand, with 50 addresses in 20 route tables, and a peer that would take them all. */
final class EngineStand implements AutoCloseable {
    static final int ADDRESSES = 50;
    static final int TABLES = 20;
    private static final String OWN = "eni-0own";
    static final String PEER = "eni-0peer";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final int QUIET_LOOKS = 5;

    final FakeEc2 ec2 = FakeEc2.start();
    final FakeImds imds;
    final ManualTime time = new ManualTime();
    final RecordingListener heard = new RecordingListener();
    final AtomicInteger handovers = new AtomicInteger();
    private final CountingProvider provider = new CountingProvider();
    private final RecoveryEngine engine;

    EngineStand(Path directory, Policy policy) {
        Eni own = Eni.attached(OWN, "vpc-0", "i-1", "10.0.0.11");
        imds = FakeImds.start(Instance.of("i-1", "eu-central-1", own));
        imds.credentials(
                new RoleCredentials("ASIA1", "secret", "token", Instant.now().plus(1, ChronoUnit.DAYS)));
        ec2.cloud().eni(own).eni(Eni.attached(PEER, "vpc-0", "i-2", "10.0.0.12"));
        for (int table = 0; table < TABLES; table++) {
            ec2.cloud().table(table(table), "vpc-0", routes(table));
        }
        var builder = RecoveryEngines.builder()
                .node("node1")
                .stateDirectory(directory.resolve("state"))
                .provider(provider)
                .listener(heard)
                .failover(new EagerPeer())
                .time(time)
                .random(1)
                .rehearse(false);
        IntStream.range(0, ADDRESSES)
                .forEach(i -> builder.hierarchy(HierarchySpec.named("h" + i)
                        .policy(policy)
                        .resource("vip" + i, "ec2", settings(i))
                        .build()));
        engine = builder.build();
    }

    static String table(int number) {
        return "rtb-0" + (char) ('a' + number);
    }

    static String destination(int address) {
        return "10.1.0." + (address + 1) + "/32";
    }

    /** Each address is in five of the tables. */
    private static Route[] routes(int table) {
        List<Route> routes = new ArrayList<>(List.of(Route.local("10.0.0.0/16")));
        for (int i = 0; i < ADDRESSES; i++) {
            if (i % 4 == table % 4) {
                routes.add(Route.to(destination(i), PEER));
            }
        }
        return routes.toArray(Route[]::new);
    }

    private Map<String, Object> settings(int address) {
        return Map.of(
                "scenario",
                "route-table",
                "address",
                "10.1.0." + (address + 1),
                "api",
                Map.of(
                        "endpoint",
                        ec2.endpoint().toString(),
                        "imdsEndpoint",
                        imds.endpoint().toString(),
                        "attempts",
                        1));
    }

    /** Starts, and brings all addresses here. */
    void takeOver() {
        engine.start();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < ADDRESSES; i++) {
            all.add(engine.restoreHierarchy("h" + i).toCompletableFuture());
        }
        CompletableFuture<Void> done = CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
        // About as fast as the real clock: what failed because this machine is slow is tried again.
        Eventually.within(PATIENCE, "all addresses are taken over", () -> {
            time.advance(Duration.ofMillis(2));
            return done.isDone();
        });
        settle();
    }

    /** So much time passes, five seconds at a time, with everything that is due in it. */
    void pass(Duration span) {
        for (long second = 0; second < span.toSeconds(); second += STEP.toSeconds()) {
            time.advance(STEP);
            settle();
        }
    }

    /** Nothing is running, and has not been for some milliseconds: what is due is handed to workers first. */
    private void settle() {
        int[] quiet = new int[2];
        Eventually.within(PATIENCE, "calls to kits end", () -> {
            boolean same = provider.running() == 0 && provider.calls() == quiet[0];
            quiet[0] = provider.calls();
            quiet[1] = same ? quiet[1] + 1 : 0;
            return quiet[1] >= QUIET_LOOKS;
        });
    }

    int checks() {
        return provider.calls();
    }

    /** How many addresses stand like that. */
    long count(ServiceState state) {
        StatusSnapshot status = engine.status();
        return IntStream.range(0, ADDRESSES)
                .filter(i -> status.resource("vip" + i).orElseThrow().state() == state)
                .count();
    }

    /** Entries that lead here, of five for each address. */
    long entriesHere() {
        return ec2.cloud().world().tables().values().stream()
                .flatMap(t -> t.routes().stream())
                .filter(r -> r.target().id().equals(OWN))
                .count();
    }

    @Override
    public void close() {
        engine.close();
        ec2.close();
        imds.close();
    }

    private final class EagerPeer implements FailoverPort {
        @Override
        public CompletionStage<Candidate> candidate(FailoverRequest request) {
            return CompletableFuture.completedFuture(new Candidate.Node("node2"));
        }

        @Override
        public CompletionStage<Handover> handOver(FailoverRequest request, String node) {
            handovers.incrementAndGet();
            return CompletableFuture.completedFuture(new Handover.Accepted("node2 takes it"));
        }
    }
}
