package org.recoverykit.kit.ec2;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Settings of the kit in tests: quick to verify, nothing cached, everything explicit. Immutable. */
record Settings(Ec2Config config) {

    /** An address that route tables lead to this interface. */
    static Settings routes(String address, String networkInterface, URI ec2, URI imds) {
        return new Settings(
                config(Scenario.ROUTE_TABLE, Optional.of(address), Optional.empty(), networkInterface, api(ec2, imds)));
    }

    /** An Elastic IP that leads to this interface. */
    static Settings elasticIp(String named, String networkInterface, URI ec2, URI imds) {
        return new Settings(
                config(Scenario.ELASTIC_IP, Optional.empty(), Optional.of(named), networkInterface, api(ec2, imds)));
    }

    private static ApiConfig api(URI ec2, URI imds) {
        return new ApiConfig(
                Optional.of("eu-central-1"),
                Optional.of(ec2.toString()),
                Optional.empty(),
                "instance-profile",
                Optional.empty(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                3,
                4,
                Duration.ZERO,
                imds.toString(),
                Duration.ofSeconds(1));
    }

    private static Ec2Config config(
            Scenario scenario,
            Optional<String> address,
            Optional<String> elasticIp,
            String networkInterface,
            ApiConfig api) {
        return new Ec2Config(
                scenario,
                address,
                elasticIp,
                Optional.empty(),
                networkInterface,
                Optional.empty(),
                List.of(),
                1,
                false,
                false,
                false,
                SourceDestMode.DISABLE,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(15),
                Duration.ofMillis(5),
                Optional.of(api));
    }

    Settings address(String other) {
        Ec2Config c = config;
        return new Settings(copy(c, Optional.of(other), c.networkInterface(), c.vpc(), c.routeTables(), c.api()));
    }

    Settings networkInterface(String other) {
        Ec2Config c = config;
        return new Settings(copy(c, c.address(), other, c.vpc(), c.routeTables(), c.api()));
    }

    Settings vpc(String other) {
        Ec2Config c = config;
        return new Settings(copy(c, c.address(), c.networkInterface(), Optional.of(other), c.routeTables(), c.api()));
    }

    Settings routeTables(String... ids) {
        Ec2Config c = config;
        return new Settings(copy(c, c.address(), c.networkInterface(), c.vpc(), List.of(ids), c.api()));
    }

    Settings api(UnaryOperator<ApiConfig> change) {
        Ec2Config c = config;
        Optional<ApiConfig> api = Optional.of(change.apply(c.reach()));
        return new Settings(copy(c, c.address(), c.networkInterface(), c.vpc(), c.routeTables(), api));
    }

    /** With this time between two calls of quick checks. */
    Settings checkInterval(Duration interval) {
        return api(a -> new ApiConfig(
                a.region(),
                a.endpoint(),
                a.proxy(),
                a.credentials(),
                a.profileFile(),
                a.connectTimeout(),
                a.attemptTimeout(),
                a.callTimeout(),
                a.attempts(),
                a.parallelism(),
                interval,
                a.imdsEndpoint(),
                a.imdsTimeout()));
    }

    /** With these time-outs of the API. */
    Settings timeouts(Duration attempt, Duration call) {
        return api(a -> new ApiConfig(
                a.region(),
                a.endpoint(),
                a.proxy(),
                a.credentials(),
                a.profileFile(),
                a.connectTimeout(),
                attempt,
                call,
                a.attempts(),
                a.parallelism(),
                a.checkInterval(),
                a.imdsEndpoint(),
                a.imdsTimeout()));
    }

    Settings privateIp(String ip) {
        return new Settings(copy(
                config,
                Optional.of(ip),
                config.requireAtLeast(),
                config.createMissing(),
                config.adoptForeignTarget(),
                config.displaceOtherAddress()));
    }

    Settings requireAtLeast(int entries) {
        return new Settings(copy(
                config,
                config.privateIp(),
                entries,
                config.createMissing(),
                config.adoptForeignTarget(),
                config.displaceOtherAddress()));
    }

    Settings createMissing() {
        return new Settings(copy(
                config,
                config.privateIp(),
                config.requireAtLeast(),
                true,
                config.adoptForeignTarget(),
                config.displaceOtherAddress()));
    }

    Settings adoptForeignTarget() {
        return new Settings(copy(
                config,
                config.privateIp(),
                config.requireAtLeast(),
                config.createMissing(),
                true,
                config.displaceOtherAddress()));
    }

    Settings displaceOtherAddress() {
        return new Settings(copy(
                config,
                config.privateIp(),
                config.requireAtLeast(),
                config.createMissing(),
                config.adoptForeignTarget(),
                true));
    }

    Settings sourceDestCheck(SourceDestMode mode) {
        return new Settings(copy(config, mode, config.onRemove(), config.blackholeInterface(), config.verifyTimeout()));
    }

    Settings onRemove(OnRemove what) {
        return new Settings(copy(
                config,
                config.sourceDestCheck(),
                Optional.of(what),
                config.blackholeInterface(),
                config.verifyTimeout()));
    }

    Settings blackhole(String networkInterface) {
        return new Settings(copy(
                config,
                config.sourceDestCheck(),
                Optional.of(OnRemove.BLACKHOLE),
                Optional.of(networkInterface),
                config.verifyTimeout()));
    }

    Settings verifyTimeout(Duration timeout) {
        return new Settings(
                copy(config, config.sourceDestCheck(), config.onRemove(), config.blackholeInterface(), timeout));
    }

    private static Ec2Config copy(
            Ec2Config c,
            Optional<String> address,
            String networkInterface,
            Optional<String> vpc,
            List<String> tables,
            Optional<ApiConfig> api) {
        return new Ec2Config(
                c.scenario(),
                address,
                c.elasticIp(),
                c.privateIp(),
                networkInterface,
                vpc,
                tables,
                c.requireAtLeast(),
                c.createMissing(),
                c.adoptForeignTarget(),
                c.displaceOtherAddress(),
                c.sourceDestCheck(),
                c.onRemove(),
                c.blackholeInterface(),
                c.verifyTimeout(),
                c.verifyInterval(),
                api);
    }

    private static Ec2Config copy(
            Ec2Config c, Optional<String> privateIp, int atLeast, boolean create, boolean adopt, boolean displace) {
        return new Ec2Config(
                c.scenario(),
                c.address(),
                c.elasticIp(),
                privateIp,
                c.networkInterface(),
                c.vpc(),
                c.routeTables(),
                atLeast,
                create,
                adopt,
                displace,
                c.sourceDestCheck(),
                c.onRemove(),
                c.blackholeInterface(),
                c.verifyTimeout(),
                c.verifyInterval(),
                c.api());
    }

    private static Ec2Config copy(
            Ec2Config c,
            SourceDestMode mode,
            Optional<OnRemove> onRemove,
            Optional<String> blackhole,
            Duration verifyTimeout) {
        return new Ec2Config(
                c.scenario(),
                c.address(),
                c.elasticIp(),
                c.privateIp(),
                c.networkInterface(),
                c.vpc(),
                c.routeTables(),
                c.requireAtLeast(),
                c.createMissing(),
                c.adoptForeignTarget(),
                c.displaceOtherAddress(),
                mode,
                onRemove,
                blackhole,
                verifyTimeout,
                c.verifyInterval(),
                c.api());
    }
}
