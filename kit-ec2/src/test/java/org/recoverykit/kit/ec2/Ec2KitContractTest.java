package org.recoverykit.kit.ec2;

import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.recoverykit.ec2fake.ElasticIp;
import org.recoverykit.ec2fake.Eni;
import org.recoverykit.ec2fake.Route;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;
import org.recoverykit.testkit.KitHarness;
import org.recoverykit.testkit.RecoveryKitContract;

/**
 * The framework's contract for kits, for each way to an address and each way to leave it: once through client and protocol,
 * which is what takes time, otherwise straight over the cloud.
 */
class Ec2KitContractTest {

    @Nested
    class RoutesThatAreLeft implements RecoveryKitContract {
        @Override
        public KitHarness<?> harness() {
            // What tells from outside that nothing is received here any more: EC2 drops it.
            return new Harness(
                    Wire.CLIENT,
                    site -> site.withExample().routes().vpc(Site.VPC),
                    Ec2KitContractTest::stealRoutes,
                    site -> leadsHere(site)
                            && !site.cloud().world().eni(Site.OWN).orElseThrow().sourceDestCheck());
        }
    }

    @Nested
    class RoutesThatAreDeleted implements RecoveryKitContract {
        @Override
        public KitHarness<?> harness() {
            return new Harness(
                    Wire.NONE,
                    site -> site.withExample()
                            .routes()
                            .vpc(Site.VPC)
                            .routeTables("rtb-a", "rtb-b")
                            .createMissing()
                            .onRemove(OnRemove.DELETE),
                    Ec2KitContractTest::stealRoutes,
                    Ec2KitContractTest::leadsHere);
        }
    }

    @Nested
    class RoutesThatAreBlackholed implements RecoveryKitContract {
        @Override
        public KitHarness<?> harness() {
            return new Harness(
                    Wire.NONE,
                    site -> {
                        site.cloud()
                                .eni(Eni.attached("eni-sink", Site.VPC, "none", "10.0.0.99")
                                        .detached());
                        return site.withExample().routes().vpc(Site.VPC).blackhole("eni-sink");
                    },
                    Ec2KitContractTest::stealRoutes,
                    Ec2KitContractTest::leadsHere);
        }
    }

    @Nested
    class ElasticIps implements RecoveryKitContract {
        @Override
        public KitHarness<?> harness() {
            return new Harness(
                    Wire.NONE,
                    site -> {
                        site.cloud().address(ElasticIp.free("eipalloc-1", "198.51.100.7"));
                        return site.elasticIp("eipalloc-1");
                    },
                    site -> site.cloud().associate("eipalloc-1", Site.PEER, "10.0.0.12"),
                    site -> site.cloud()
                            .world()
                            .address("eipalloc-1")
                            .flatMap(ElasticIp::eniId)
                            .filter(Site.OWN::equals)
                            .isPresent());
        }
    }

    private static void stealRoutes(Site site) {
        site.cloud().route("rtb-a", Route.to(Site.ENTRY, Site.PEER));
        site.cloud().route("rtb-b", Route.to(Site.ENTRY, Site.PEER));
    }

    private static boolean leadsHere(Site site) {
        return leadsHere(site, "rtb-a") && leadsHere(site, "rtb-b");
    }

    private static boolean leadsHere(Site site, String table) {
        return site.cloud()
                .world()
                .table(table)
                .flatMap(found -> found.route(Site.ENTRY))
                .filter(route -> route.target().id().equals(Site.OWN))
                .isPresent();
    }

    private enum Wire {
        CLIENT,
        NONE
    }

    private interface Break {
        void on(Site site);
    }

    private static final class Harness implements KitHarness<Ec2Config> {
        private final Site site = new Site();
        private final Wire wire;
        private final Ec2Config config;
        private final Break breaking;
        private final BooleanSupplier truth;

        Harness(Wire wire, Function<Site, Settings> settings, Break breaking, Function<Site, Boolean> truth) {
            this.wire = wire;
            this.config = settings.apply(site).config();
            this.breaking = breaking;
            this.truth = () -> truth.apply(site);
        }

        @Override
        public RecoveryKitProvider<Ec2Config> provider() {
            return new Ec2KitProvider();
        }

        @Override
        public Ec2Config config() {
            return config;
        }

        @Override
        public RecoveryKit create(ResourceContext context) throws KitConfigurationException {
            return wire == Wire.CLIENT ? provider().create(config, context) : site.kitWithoutWire(config, context);
        }

        @Override
        public void breakIt() {
            breaking.on(site);
        }

        @Override
        public boolean isReallyInService() {
            return truth.getAsBoolean();
        }

        @Override
        public void close() {
            site.close();
        }
    }
}
