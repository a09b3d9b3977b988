package org.recoverykit.kit.ip;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings of a test's address: an interface eth0 with the spare eth1 and the defaults, and by name what the test wants
 * otherwise. The one place that knows all the components.
 */
final class TestSettings {
    /** On a network inside the kernel whoever answers does so within a tenth of a millisecond. */
    private static final ConflictSettings PROMPT =
            new ConflictSettings(2, Duration.ofMillis(5), ConflictSettings.Found.REFUSE, ConflictSettings.Rival.KEEP);

    private final String address;
    private String device = "eth0";
    private Optional<String> backup = Optional.of("eth1");
    private Optional<String> label = Optional.empty();
    private List<Duration> announce = List.of();
    private ArpFlux arpFlux = ArpFlux.PREVENT;
    private ReplyRoutes routes = ReplyRoutes.PREPARE;
    private Optional<Ipv6Settings> ipv6 = Optional.empty();
    private Optional<Announcing> announcing = Optional.empty();
    private Orphans orphans = Orphans.REPORT;
    private ConflictSettings conflict = PROMPT;
    private ReachSettings reach = ReachSettings.DEFAULT;
    private InterfaceRules interfaces = InterfaceRules.DEFAULT;

    private Optional<ConnectionSettings> connections = Optional.empty();

    private TestSettings(String address) {
        this.address = address;
    }

    static TestSettings of(String address) {
        return new TestSettings(address);
    }

    TestSettings device(String name) {
        device = name;
        return this;
    }

    TestSettings backup(String name) {
        backup = Optional.of(name);
        return this;
    }

    TestSettings withoutBackup() {
        backup = Optional.empty();
        return this;
    }

    TestSettings label(String text) {
        label = Optional.of(text);
        return this;
    }

    TestSettings announce(List<Duration> offsets) {
        announce = offsets;
        return this;
    }

    TestSettings arpFlux(ArpFlux flux) {
        arpFlux = flux;
        return this;
    }

    TestSettings routes(ReplyRoutes wanted) {
        routes = wanted;
        return this;
    }

    TestSettings ipv6(Ipv6Settings settings) {
        ipv6 = Optional.of(settings);
        return this;
    }

    TestSettings announcing(String refresh, AnnouncementForms forms) {
        announcing = Optional.of(new Announcing(Duration.parse(refresh), forms));
        return this;
    }

    TestSettings orphans(Orphans wanted) {
        orphans = wanted;
        return this;
    }

    TestSettings conflict(ConflictSettings wanted) {
        conflict = wanted;
        return this;
    }

    TestSettings reach(ReachSettings wanted) {
        reach = wanted;
        return this;
    }

    TestSettings interfaces(InterfaceRules wanted) {
        interfaces = wanted;
        return this;
    }

    TestSettings connections(ConnectionSettings wanted) {
        connections = Optional.of(wanted);
        return this;
    }

    TestSettings fixedAddress(InterfaceRules.FixedAddressRule rule) {
        return interfaces(new InterfaceRules(rule, Duration.ZERO, Duration.ZERO, 10, Duration.ofSeconds(2)));
    }

    IpConfig config() {
        return new IpConfig(
                address,
                InterfaceChoice.named(device),
                backup,
                label,
                announce,
                arpFlux,
                routes,
                ipv6,
                announcing,
                orphans,
                Optional.of(conflict),
                Optional.of(reach),
                Optional.of(interfaces),
                connections);
    }
}
