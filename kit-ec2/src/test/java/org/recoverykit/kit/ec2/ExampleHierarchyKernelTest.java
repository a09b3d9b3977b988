package org.recoverykit.kit.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.core.wiring.RecoveryEngines;
import org.recoverykit.ec2fake.Cloud;
import org.recoverykit.ec2fake.Eni;
import org.recoverykit.ec2fake.FakeEc2;
import org.recoverykit.ec2fake.FakeImds;
import org.recoverykit.ec2fake.Instance;
import org.recoverykit.ec2fake.RoleCredentials;
import org.recoverykit.ec2fake.Route;
import org.recoverykit.engine.CheckLevel;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.Operation;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.linux.AddressChange;
import org.recoverykit.linux.lab.Host;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.linux.lab.Lab;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.RecordingListener;

/** The example of docs/kits/ec2.md as it stands there: the address on a real interface, and the way to it, by one engine. */
@KernelTest
class ExampleHierarchyKernelTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(hierarchies:.*?)```", Pattern.DOTALL);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration KERNEL = Duration.ofSeconds(2);
    private static final InetAddress VIP = Host.ip(Site.VIP);
    private static final String OTHER = "10.1.0.20/32";

    @TempDir
    private Path directory;

    private final Lab lab = Lab.create();
    private final Host node = lab.host("node");
    private final Cloud cloud = new Cloud();
    private final RecordingListener heard = new RecordingListener();

    @AfterEach
    void tearDown() {
        lab.close();
    }

    @Test
    void theDocumentedHierarchyIsBroughtInMendedLinkByLinkAndTakenOut() throws Exception {
        node.connect("eth0");
        node.address("eth0", "10.0.0.11/24");
        Eni own = Eni.attached(Site.OWN, Site.VPC, "i-1", "10.0.0.11");
        cloud.eni(own).eni(Eni.attached(Site.PEER, Site.VPC, "i-2", "10.0.0.12"));
        for (String table : List.of("rtb-a", "rtb-b")) {
            cloud.table(
                    table,
                    Site.VPC,
                    Route.local("10.0.0.0/16"),
                    Route.to(Site.ENTRY, Site.PEER),
                    Route.to(OTHER, Site.PEER));
        }
        try (FakeEc2 ec2 = node.place().call(() -> FakeEc2.over(cloud));
                FakeImds imds = node.place().call(() -> FakeImds.start(Instance.of("i-1", "eu-central-1", own)))) {
            imds.credentials(new RoleCredentials(
                    "ASIATEST", "secret", "token", Instant.now().plusSeconds(3600)));
            try (RecoveryEngine engine = engine(configuration(ec2, imds))) {
                node.place().run(engine::start);
                live(engine);
            }
        }
    }

    private void live(RecoveryEngine engine) throws Exception {
        assertThat(soon(engine.restoreHierarchy("shop"))).isEqualTo(CommandOutcome.done());
        assertThat(isHere()).as("%s is on eth0", VIP).isTrue();
        assertThat(target("rtb-a", Site.ENTRY)).isEqualTo(Site.OWN);
        assertThat(target("rtb-b", Site.ENTRY)).isEqualTo(Site.OWN);
        assertThat(soon(engine.check("route", CheckLevel.DEEP))).isEqualTo(CheckResult.healthy());

        cloud.route("rtb-b", Route.to(Site.ENTRY, Site.PEER));
        soon(engine.check("route", CheckLevel.DEEP));
        Eventually.within(
                SOON,
                "the entry leads here again",
                () -> target("rtb-b", Site.ENTRY).equals(Site.OWN));

        int ifindex = node.ifindex("eth0");
        assertThat(node.network()
                        .change(AddressChange.remove(ifindex, VIP, 32), KERNEL)
                        .ok())
                .as("somebody deletes the address")
                .isTrue();
        Eventually.within(SOON, "the address is back", this::isHere);

        assertThat(soon(engine.removeHierarchy("shop"))).isEqualTo(CommandOutcome.done());
        assertThat(isHere()).as("%s is on eth0", VIP).isFalse();
        assertThat(target("rtb-a", Site.ENTRY))
                .as("the next owner overwrites it")
                .isEqualTo(Site.OWN);
        assertThat(target("rtb-a", OTHER)).as("an entry of somebody else's").isEqualTo(Site.PEER);
        assertThat(heard.events(EngineEvent.OperationStarted.class).stream()
                        .filter(event -> event.operation() == Operation.RESTORE
                                || event.operation() == Operation.LOCAL_RECOVERY
                                || event.operation() == Operation.REMOVE)
                        .map(event -> event.operation() + " " + event.subject()))
                .as("the address below the way to it, and each mended alone")
                .containsExactly(
                        "RESTORE vip",
                        "RESTORE route",
                        "LOCAL_RECOVERY route",
                        "LOCAL_RECOVERY vip",
                        "REMOVE route",
                        "REMOVE vip");
    }

    private RecoveryEngine engine(Path configuration) {
        return node.place()
                .call(() -> RecoveryEngines.builder()
                        .configuration(configuration)
                        .listener(heard)
                        .rehearse(false)
                        .build());
    }

    /**
     * The page's words, and besides where the fakes are. The interface is named by its own address: sysfs, which has the
     * hardware address for a name, shows the interfaces of another namespace here.
     */
    private Path configuration(FakeEc2 ec2, FakeImds imds) throws IOException {
        Path page = Path.of(System.getProperty("basedir", ".")).resolve("../docs/kits/ec2.md");
        Matcher example = EXAMPLE.matcher(Files.readString(page));
        assertThat(example.find()).as("an example in %s", page).isTrue();
        String api = "networkInterface: 10.0.0.11\n          api:\n            endpoint: " + ec2.endpoint()
                + "\n            imdsEndpoint: " + imds.endpoint();
        assertThat(example.group(1)).contains("networkInterface: eth0");
        return Files.writeString(
                directory.resolve("recoverykit.yaml"),
                "node: alpha\nstateDirectory: " + directory.resolve("state") + "\n"
                        + example.group(1).replace("networkInterface: eth0", api));
    }

    private boolean isHere() {
        return node.network().localInterfaceOf(VIP, KERNEL).value().isPresent();
    }

    private String target(String table, String destination) {
        return cloud.world()
                .table(table)
                .flatMap(found -> found.route(destination))
                .orElseThrow()
                .target()
                .id();
    }

    private static <T> T soon(CompletionStage<T> answer) throws Exception {
        return answer.toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS);
    }
}
