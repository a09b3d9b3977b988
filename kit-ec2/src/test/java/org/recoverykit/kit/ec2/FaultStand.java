package org.recoverykit.kit.ec2;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.recoverykit.ec2fake.Cloud;
import org.recoverykit.ec2fake.ElasticIp;
import org.recoverykit.ec2fake.Eni;
import org.recoverykit.ec2fake.FakeEc2;
import org.recoverykit.ec2fake.FakeImds;
import org.recoverykit.ec2fake.Instance;
import org.recoverykit.ec2fake.RoleCredentials;
import org.recoverykit.ec2fake.Route;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.RealTime;
import org.recoverykit.testkit.TestCall;
import org.recoverykit.testkit.TestContext;

/** A node whose way to EC2 and whose metadata service can go wrong, in a VPC with two tables that lead to its peer. */
final class FaultStand implements AutoCloseable {
    static final String VPC = "vpc-1";
    static final String OWN = "eni-01234567";
    static final String PEER = "eni-89abcdef";
    static final String VIP = "10.1.0.10/32";
    static final String NEIGHBOUR = "10.1.0.20/32";
    static final String ALLOCATION = "eipalloc-1";
    static final String REGION = "eu-central-1";
    static final Eni OWN_ENI = Eni.attached(OWN, VPC, "i-1", "10.0.0.11");
    static final Eni PEER_ENI = Eni.attached(PEER, VPC, "i-2", "10.0.0.12");
    static final String KEY = "ASIAFIRST";
    static final String SECRET = "SECRETwJalrXUtnFEMI";
    static final String TOKEN = "SESSIONtokenFQoGZXIvYXdz";
    private static final Duration LONG = Duration.ofSeconds(30);

    final Cloud cloud = new Cloud()
            .eni(OWN_ENI)
            .eni(PEER_ENI)
            .address(ElasticIp.free(ALLOCATION, "198.51.100.7"))
            .table("rtb-a", VPC, Route.to(VIP, PEER), Route.local("10.0.0.0/16"))
            .table("rtb-b", VPC, Route.to(VIP, PEER), Route.to(NEIGHBOUR, PEER), Route.local("10.0.0.0/16"));
    final FakeEc2 ec2 = FakeEc2.over(cloud);
    final FakeImds imds = FakeImds.start(Instance.of("i-1", REGION, OWN_ENI));
    final RealTime time = new RealTime();
    private final Path directory;
    private final List<RecoveryKit> kits = new ArrayList<>();
    private int contexts;

    FaultStand(Path directory) {
        this.directory = directory;
        imds.credentials(new RoleCredentials(KEY, SECRET, TOKEN, Instant.now().plus(6, ChronoUnit.HOURS)));
        cloud.associate(ALLOCATION, PEER, PEER_ENI.primaryIp());
    }

    /** Short time limits, no cache, everything else from the metadata service. */
    ApiConfig api() {
        return api(ec2.endpoint().toString());
    }

    ApiConfig api(String endpoint) {
        return new ApiConfig(
                Optional.empty(),
                Optional.of(endpoint),
                Optional.empty(),
                "instance-profile",
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                3,
                4,
                Duration.ZERO,
                imds.endpoint().toString(),
                Duration.ofSeconds(1));
    }

    /** The same with other patience for EC2 to show a change. */
    static Ec2Config verifying(Duration patience, Ec2Config config) {
        return new Ec2Config(
                config.scenario(),
                config.address(),
                config.elasticIp(),
                config.privateIp(),
                config.networkInterface(),
                config.vpc(),
                config.routeTables(),
                config.requireAtLeast(),
                config.createMissing(),
                config.adoptForeignTarget(),
                config.displaceOtherAddress(),
                config.sourceDestCheck(),
                config.onRemove(),
                config.blackholeInterface(),
                patience,
                config.verifyInterval(),
                config.api());
    }

    static ApiConfig withParallelism(ApiConfig api, int parallelism) {
        return new ApiConfig(
                api.region(),
                api.endpoint(),
                api.proxy(),
                api.credentials(),
                api.profileFile(),
                api.connectTimeout(),
                api.attemptTimeout(),
                api.callTimeout(),
                api.attempts(),
                parallelism,
                api.checkInterval(),
                api.imdsEndpoint(),
                api.imdsTimeout());
    }

    /** The address behind the two tables. */
    Ec2Config routes() {
        return routes(api());
    }

    static Ec2Config routes(ApiConfig api) {
        return routes("10.1.0.10", "auto", Optional.empty(), api);
    }

    static Ec2Config routes(String address, String networkInterface, Optional<String> vpc, ApiConfig api) {
        return config(Scenario.ROUTE_TABLE, Optional.of(address), Optional.empty(), networkInterface, vpc, api);
    }

    /** The Elastic IP. */
    Ec2Config elasticIp() {
        return config(Scenario.ELASTIC_IP, Optional.empty(), Optional.of(ALLOCATION), "auto", Optional.empty(), api());
    }

    private static Ec2Config config(
            Scenario scenario,
            Optional<String> address,
            Optional<String> elasticIp,
            String networkInterface,
            Optional<String> vpc,
            ApiConfig api) {
        return new Ec2Config(
                scenario,
                address,
                elasticIp,
                Optional.empty(),
                networkInterface,
                vpc,
                List.of(),
                1,
                false,
                false,
                false,
                SourceDestMode.DISABLE,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofMillis(20),
                Optional.of(api));
    }

    /** A kit that has talked to EC2 once, so that its client is warm. */
    RecoveryKit warm(Ec2Config config) throws Exception {
        RecoveryKit kit = cold(config);
        // The first call of a process loads thousands of classes, and may well run out of the short time limits.
        Eventually.within(
                LONG,
                "the kit gets an answer of EC2",
                () -> kit.deepCheck(call(LONG)).kind() != CheckResult.Kind.UNKNOWN);
        ec2.traffic().clear();
        imds.traffic().clear();
        return kit;
    }

    RecoveryKit cold(Ec2Config config) throws KitConfigurationException {
        TestContext context = new TestContext("vip" + ++contexts, time, directory);
        RecoveryKit kit = new Ec2KitProvider().create(config, context);
        kits.add(kit);
        return kit;
    }

    TestCall call() {
        return call(LONG);
    }

    TestCall call(Duration deadline) {
        return TestCall.within(deadline, time);
    }

    /** Where the entry of a table leads. */
    String target(String table) {
        return cloud.world()
                .table(table)
                .flatMap(t -> t.route(VIP))
                .map(r -> r.target().id())
                .orElse("nowhere");
    }

    boolean isAllOurs() {
        return target("rtb-a").equals(OWN) && target("rtb-b").equals(OWN);
    }

    boolean isElasticIpOurs() {
        return cloud.world()
                .address(ALLOCATION)
                .flatMap(ElasticIp::eniId)
                .filter(OWN::equals)
                .isPresent();
    }

    @Override
    public void close() {
        kits.forEach(RecoveryKit::close);
        ec2.close();
        imds.close();
        time.close();
    }
}
