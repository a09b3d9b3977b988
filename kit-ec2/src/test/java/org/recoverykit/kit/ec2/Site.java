package org.recoverykit.kit.ec2;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.recoverykit.ec2fake.Cloud;
import org.recoverykit.ec2fake.Eni;
import org.recoverykit.ec2fake.FakeEc2;
import org.recoverykit.ec2fake.FakeImds;
import org.recoverykit.ec2fake.Instance;
import org.recoverykit.ec2fake.RoleCredentials;
import org.recoverykit.ec2fake.Route;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.ResourceContext;
import org.recoverykit.testkit.RealTime;
import org.recoverykit.testkit.TestCall;
import org.recoverykit.testkit.TestContext;

/**
 * One node in front of a fake EC2: the active node of LifeKeeper's worked example, with {@link #OWN}; its peer has
 * {@link #PEER}. Kits that are made here are closed with it.
 */
final class Site implements AutoCloseable {
    static final String OWN = "eni-01234567";
    static final String PEER = "eni-89abcdef";
    static final String VIP = "10.1.0.10";
    static final String ENTRY = VIP + "/32";
    static final String VPC = "vpc-1";
    static final CheckResult.Unhealthy PROBLEM = new CheckResult.Unhealthy("seen by a test", FailureScope.RETRY_HERE);

    private final Cloud cloud;
    private final FakeEc2 ec2;
    private final FakeImds imds;
    private final RealTime time = new RealTime();
    private final List<RecoveryKit> kits = new ArrayList<>();
    private final String own;

    /** A node with a cloud of its own. */
    Site() {
        this(new Cloud(), OWN, "10.0.0.11");
        cloud.eni(Eni.attached(OWN, VPC, "i-1", "10.0.0.11")).eni(Eni.attached(PEER, VPC, "i-2", "10.0.0.12"));
    }

    private Site(Cloud cloud, String own, String privateIp) {
        this.cloud = cloud;
        this.own = own;
        this.ec2 = FakeEc2.over(cloud);
        this.imds =
                FakeImds.start(Instance.of("i-" + own, "eu-central-1", Eni.attached(own, VPC, "i-" + own, privateIp)));
        imds.credentials(new RoleCredentials(
                "AKIATEST", "secret-key", "session-token", Instant.now().plusSeconds(3600)));
    }

    /** The other node, with an endpoint of its own before the same cloud. */
    Site peer() {
        return new Site(cloud, PEER, "10.0.0.12");
    }

    /** The tables of the worked example. */
    Site withExample() {
        cloud.table("rtb-a", VPC, Route.to(ENTRY, PEER), Route.local("10.0.0.0/16"))
                .table("rtb-b", VPC, Route.to(ENTRY, PEER), Route.to("10.1.0.20/32", PEER), Route.local("10.0.0.0/16"));
        return this;
    }

    Cloud cloud() {
        return cloud;
    }

    FakeEc2 ec2() {
        return ec2;
    }

    FakeImds imds() {
        return imds;
    }

    RealTime time() {
        return time;
    }

    /** Settings for the address of the worked example. */
    Settings routes() {
        return Settings.routes(VIP, own, ec2.endpoint(), imds.endpoint());
    }

    /** Settings for an Elastic IP. */
    Settings elasticIp(String named) {
        return Settings.elasticIp(named, own, ec2.endpoint(), imds.endpoint());
    }

    TestContext context(String tag) {
        return new TestContext(tag, time, Path.of("unused"));
    }

    RecoveryKit kit(Settings settings) {
        return kit(settings, context("vip"));
    }

    RecoveryKit kit(Settings settings, TestContext context) {
        try {
            RecoveryKit kit = new Ec2KitProvider().create(settings.config(), context);
            kits.add(kit);
            return kit;
        } catch (KitConfigurationException refused) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        }
    }

    /** A kit over the cloud itself; closed by the caller. */
    RecoveryKit kitWithoutWire(Ec2Config config, ResourceContext context) {
        Imds metadata = new Imds(imds.endpoint().toString(), Duration.ofSeconds(1));
        return Ec2KitProvider.create(
                config, context, Ec2Host.over(new CloudApi(cloud), metadata::facts, config.reach(), context.time()));
    }

    TestCall call() {
        return call(Duration.ofSeconds(30));
    }

    TestCall call(Duration limit) {
        return TestCall.within(limit, time);
    }

    ActionResult restore(RecoveryKit kit) throws InterruptedException {
        return kit.restore(call());
    }

    ActionResult recover(RecoveryKit kit) throws InterruptedException {
        return kit.localRecovery(call(), PROBLEM);
    }

    ActionResult remove(RecoveryKit kit) throws InterruptedException {
        return kit.remove(call());
    }

    CheckResult check(RecoveryKit kit) throws InterruptedException {
        return kit.quickCheck(call());
    }

    /** A table as people draw it. */
    String table(String id) {
        return cloud.world().table(id).orElseThrow().text();
    }

    /** The actions of the writes so far, in order. */
    List<String> writes() {
        return ec2.traffic().writes().stream().map(request -> request.action()).toList();
    }

    @Override
    public void close() {
        kits.forEach(RecoveryKit::close);
        ec2.close();
        imds.close();
        time.close();
    }
}
