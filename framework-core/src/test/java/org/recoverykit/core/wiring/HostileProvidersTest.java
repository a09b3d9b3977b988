package org.recoverykit.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.InvalidConfigurationException;
import org.recoverykit.engine.Problem;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;

/** A bad provider beside a good one, by the numbers of the fault catalogue: told, and the good one works. */
class HostileProvidersTest {
    @TempDir
    Path directory;

    private RecoveryEngineBuilder builder(String kit, ClassLoader kits) {
        return RecoveryEngines.builder()
                .node("node1")
                .stateDirectory(directory.resolve("state"))
                .kits(kits)
                .rehearse(false)
                .hierarchy(HierarchySpec.named("web")
                        .resource("vip", kit, Map.of())
                        .build());
    }

    private URLClassLoader listing(String... providers) throws IOException {
        Path services = Files.createDirectories(directory.resolve("kits/META-INF/services"));
        Files.write(services.resolve(RecoveryKitProvider.class.getName()), List.of(providers));
        return new URLClassLoader(
                new URL[] {directory.resolve("kits").toUri().toURL()},
                getClass().getClassLoader());
    }

    private static String name(Class<?> provider) {
        return provider.getName();
    }

    private void assertGoodWorksBeside(Class<?> bad, String told) throws Exception {
        try (URLClassLoader kits = listing(name(bad), name(PublicKits.Good.class));
                RecoveryEngine engine = builder("good", kits).build()) {
            engine.start();
            assertThat(engine.restore("vip")
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS)
                            .isDone())
                    .as("the good one restored")
                    .isTrue();
            assertThat(engine.problems()).extracting(Problem::message).anyMatch(message -> message.contains(told));
        }
    }

    @Test
    void a13_aConstructorThatThrowsCostsItsOwnKitOnly() throws Exception {
        assertGoodWorksBeside(PublicKits.ThrowsWhenMade.class, "no licence");
    }

    @Test
    void a13_aClassThatIsMissingCostsItsOwnKitOnly() throws Exception {
        try (URLClassLoader kits = listing("org.example.Gone", name(PublicKits.Good.class));
                RecoveryEngine engine = builder("good", kits).build()) {
            assertThat(engine.problems()).extracting(Problem::message).anyMatch(m -> m.contains("org.example.Gone"));
        }
    }

    @Test
    void a15_ofTwoThatClaimOneIdNoneIsUsedAndBothAreNamed() throws Exception {
        String[] all = {name(PublicKits.OneOfTwo.class), name(PublicKits.OtherOfTwo.class), name(PublicKits.Good.class)
        };
        try (URLClassLoader kits = listing(all)) {
            assertThatThrownBy(() -> builder("twice", kits).build())
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("OneOfTwo")
                    .hasMessageContaining("OtherOfTwo");
            builder("good", kits).build().close();
        }
    }

    @Test
    void a16_aKitForAnotherApiIsRefusedWithBothLevels() throws Exception {
        assertGoodWorksBeside(PublicKits.FromTheFuture.class, "it needs API level 2");
    }

    @Test
    void a14_aCreateThatHangsIsRefusedAndNothingIsLeftOpen() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        RecoveryKitProvider<FileKitProvider.Config> hanging = new RecoveryKitProvider<>() {
            @Override
            public String id() {
                return "hanging";
            }

            @Override
            public Class<FileKitProvider.Config> configType() {
                return FileKitProvider.Config.class;
            }

            @Override
            public RecoveryKit create(FileKitProvider.Config config, ResourceContext context) {
                while (gate.getCount() > 0) {
                    try {
                        gate.await();
                    } catch (InterruptedException ignored) {
                        // the point of this one
                    }
                }
                throw new IllegalStateException("too late");
            }
        };
        try (URLClassLoader kits = listing(name(PublicKits.Good.class))) {
            assertThatThrownBy(() -> builder("hanging", kits).provider(hanging).build())
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("create() has not returned within 10 s");
            builder("good", kits).build().close(); // the state directory was given back
        } finally {
            gate.countDown();
        }
    }
}
