package org.recoverykit.kit.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.core.wiring.RecoveryEngines;
import org.recoverykit.ec2fake.Request;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.KitConfigurationException;

class Ec2KitProviderTest {
    private final Site site = new Site().withExample();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void anEngineFindsTheKitAndBindsItsSettings() throws Exception {
        Path file = directory.resolve("engine.yaml");
        Files.writeString(file, """
                node: alpha
                stateDirectory: %s
                hierarchies:
                  shop:
                    resources:
                      route:
                        kit: ec2
                        settings:
                          scenario: route-table
                          address: 10.1.0.10
                          networkInterface: 10.0.0.11
                          onRemove: leave
                          sourceDestCheck: disable
                          verifyInterval: 5ms
                          api:
                            region: eu-central-1
                            endpoint: %s
                            imdsEndpoint: %s
                            checkInterval: 1s
                """.formatted(
                directory.resolve("state"), site.ec2().endpoint(), site.imds().endpoint()));
        try (RecoveryEngine engine =
                RecoveryEngines.builder().configuration(file).build()) {
            engine.start();
            engine.restoreHierarchy("shop").toCompletableFuture().get(60, TimeUnit.SECONDS);
            assertThat(engine.status().hierarchies().get(0).resources().get(0).state())
                    .isEqualTo(ServiceState.IN_SERVICE);
        }
        assertThat(site.table("rtb-b")).startsWith("10.1.0.10/32 | eni-01234567\n10.1.0.20/32 | eni-89abcdef\n");
    }

    @Test
    void nothingThatLiesAroundIsUsed() throws Exception {
        Map<String, String> ambient = Map.of(
                "aws.accessKeyId", "AKIAAMBIENT",
                "aws.secretAccessKey", "ambient",
                "aws.region", "us-gov-west-1",
                "aws.endpointUrl", "http://127.0.0.1:9",
                "aws.useFipsEndpoint", "true",
                "aws.maxAttempts", "1",
                "aws.profile", "ambient",
                "http.proxyHost", "127.0.0.1",
                "http.proxyPort", "9",
                "http.nonProxyHosts", "");
        ambient.forEach(System::setProperty);
        try {
            assertThat(site.restore(site.kit(site.routes()))).isInstanceOf(ActionResult.Done.class);
        } finally {
            ambient.keySet().forEach(System::clearProperty);
        }
        assertThat(site.ec2().traffic().all()).allMatch(Request.signedBy("AKIATEST"));
    }

    @Test
    void profilesThatCannotBeReadAreRefused() {
        Ec2Config config = site.routes()
                .api(a -> new ApiConfig(
                        a.region(),
                        a.endpoint(),
                        a.proxy(),
                        "profile:shop",
                        Optional.of("/no/such/file"),
                        a.connectTimeout(),
                        a.attemptTimeout(),
                        a.callTimeout(),
                        a.attempts(),
                        a.parallelism(),
                        a.checkInterval(),
                        a.imdsEndpoint(),
                        a.imdsTimeout()))
                .config();
        assertThatExceptionOfType(KitConfigurationException.class)
                .isThrownBy(() -> new Ec2KitProvider().create(config, site.context("vip")))
                .withMessageContaining("api.profileFile")
                .withMessageContaining("'/no/such/file' cannot be read");
    }

    @Test
    void aProfileServesWhereItIsAskedFor() throws Exception {
        Path file = directory.resolve("credentials");
        Files.writeString(file, "[shop]\naws_access_key_id = AKIASHOP\naws_secret_access_key = geheim\n");
        Settings settings = site.routes()
                .api(a -> new ApiConfig(
                        a.region(),
                        a.endpoint(),
                        a.proxy(),
                        "profile:shop",
                        Optional.of(file.toString()),
                        a.connectTimeout(),
                        a.attemptTimeout(),
                        a.callTimeout(),
                        a.attempts(),
                        a.parallelism(),
                        a.checkInterval(),
                        a.imdsEndpoint(),
                        a.imdsTimeout()));
        assertThat(site.restore(site.kit(settings))).isInstanceOf(ActionResult.Done.class);
        assertThat(site.ec2().traffic().all()).allMatch(Request.signedBy("AKIASHOP"));
    }
}
