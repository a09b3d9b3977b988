package org.recoverykit.kit.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class Ec2ConfigTest {
    private static final URI LOCAL = URI.create("http://127.0.0.1:9");
    private static final Settings ROUTES = Settings.routes("10.1.0.10", "eth0", LOCAL, LOCAL);
    private static final Settings ELASTIC = Settings.elasticIp("eipalloc-1", "eth0", LOCAL, LOCAL);

    @Test
    void whatARemovalDoesDependsOnTheScenario() {
        assertThat(ROUTES.config().removal()).isEqualTo(OnRemove.LEAVE);
        assertThat(ELASTIC.config().removal()).isEqualTo(OnRemove.DISASSOCIATE);
        assertThat(ELASTIC.onRemove(OnRemove.LEAVE).config().removal()).isEqualTo(OnRemove.LEAVE);
    }

    @Test
    void aRemovalThatTheScenarioDoesNotKnowIsRefused() {
        refused("onRemove", "leave, delete, blackhole", () -> ROUTES.onRemove(OnRemove.DISASSOCIATE));
        refused("onRemove", "disassociate, leave", () -> ELASTIC.onRemove(OnRemove.DELETE));
        refused("onRemove", "blackholeInterface", () -> ROUTES.onRemove(OnRemove.BLACKHOLE));
    }

    @Test
    void deletingNeedsToKnowWhereToCreateAgain() {
        refused("onRemove", "createMissing", () -> ROUTES.onRemove(OnRemove.DELETE));
        refused("createMissing", "routeTables", ROUTES::createMissing);
        assertThat(ROUTES.routeTables("rtb-1")
                        .createMissing()
                        .onRemove(OnRemove.DELETE)
                        .config()
                        .removal())
                .isEqualTo(OnRemove.DELETE);
    }

    @Test
    void idsAndAddressesAreRead() {
        refused("address", "prefix length", () -> ROUTES.address("10.1.0.10/32"));
        refused("address", "'shop.example'", () -> ROUTES.address("shop.example"));
        refused("vpc", "vpc-01234567", () -> ROUTES.vpc("rtb-1"));
        refused("routeTables", "rtb-01234567", () -> ROUTES.routeTables("rtb-1", "A"));
        refused("elasticIp", "eipalloc-01234567", () -> Settings.elasticIp("my address", "eth0", LOCAL, LOCAL));
        refused("requireAtLeast", "0 is not between 1 and 1000", () -> ROUTES.requireAtLeast(0));
        refused("verifyTimeout", "10ms is not between 1s and 600s", () -> ROUTES.verifyTimeout(Duration.ofMillis(10)));
    }

    @Test
    void howTheApiIsReachedIsRead() {
        ApiConfig good = ApiConfig.DEFAULT;
        assertThat(good.profile()).isEmpty();
        refused("region", "'Frankfurt'", () -> api(Optional.of("Frankfurt"), Optional.empty(), "environment"));
        refused("endpoint", "https://host:port", () -> api(Optional.empty(), Optional.of("ec2.local"), "environment"));
        refused("credentials", "instance-profile", () -> api(Optional.empty(), Optional.empty(), "default"));
        refused("profileFile", "profile:NAME", () -> api(Optional.empty(), Optional.empty(), "profile:shop"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> api(Optional.empty(), Optional.of("https://user:geheim@host"), "environment"))
                .withMessageContaining("must not name a user")
                .as("the password")
                .withMessageNotContaining("geheim");
    }

    private static ApiConfig api(Optional<String> region, Optional<String> endpoint, String credentials) {
        ApiConfig d = ApiConfig.DEFAULT;
        return new ApiConfig(
                region,
                endpoint,
                d.proxy(),
                credentials,
                d.profileFile(),
                d.connectTimeout(),
                d.attemptTimeout(),
                d.callTimeout(),
                d.attempts(),
                d.parallelism(),
                d.checkInterval(),
                d.imdsEndpoint(),
                d.imdsTimeout());
    }

    private static void refused(String setting, String word, ThrowingCallable making) {
        assertThatIllegalArgumentException()
                .isThrownBy(making)
                .withMessageStartingWith(setting + ":")
                .withMessageContaining(word);
    }
}
