package org.recoverykit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import org.junit.jupiter.api.Test;

/** Dependencies point one way. */
class ArrowsTest {
    private static final String[] API = {
        "org.recoverykit.spi..", "org.recoverykit.engine..", "org.recoverykit.coordination.."
    };
    private static final String CORE = "org.recoverykit.core..";
    private static final String KITS = "org.recoverykit.kit..";
    private static final String LINUX = "org.recoverykit.linux..";

    @Test
    void theApiNeedsNothingButTheJdkAndItsAnnotations() {
        classes()
                .that()
                .resideInAnyPackage(API)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.recoverykit.spi..",
                        "org.recoverykit.engine..",
                        "org.jspecify..",
                        "org.apiguardian..")
                .check(House.CLASSES);
    }

    @Test
    void theSpiDoesNotKnowTheEnginesFace() {
        noClasses()
                .that()
                .resideInAPackage("org.recoverykit.spi..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.recoverykit.engine..")
                .check(House.CLASSES);
    }

    @Test
    void theCoreNeverSeesAKitNorTheNetwork() {
        noClasses()
                .that()
                .resideInAPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(KITS, LINUX, "org.recoverykit.testkit..")
                .check(House.CLASSES);
    }

    @Test
    void aKitNeverSeesTheCoreNorAnotherKit() {
        noClasses()
                .that()
                .resideInAPackage(KITS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CORE)
                .check(House.CLASSES);
        slices().matching("org.recoverykit.kit.(*)..")
                .should()
                .notDependOnEachOther()
                .check(House.CLASSES);
    }

    @Test
    void theNetworkKnowsNothingOfRecovery() {
        noClasses()
                .that()
                .resideInAPackage(LINUX)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.recoverykit.spi..", "org.recoverykit.engine..", CORE, KITS)
                .check(House.CLASSES);
    }

    @Test
    void theAwsSdkOnlyBehindThePort() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Sdk")
                .and()
                .haveNameNotMatching(".*\\.InstanceRole(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(House.CLASSES);
    }

    @Test
    void theFakeOfEc2NeedsNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage("org.recoverykit.ec2fake..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "com.sun.net.httpserver..", "org.recoverykit.ec2fake..", "org.jspecify..")
                .check(House.CLASSES);
    }

    @Test
    void theTestKitNeedsOnlyTheApi() {
        noClasses()
                .that()
                .resideInAPackage("org.recoverykit.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CORE, KITS, LINUX)
                .check(House.CLASSES);
    }

    @Test
    void decisionsArePure() {
        classes()
                .that()
                .resideInAnyPackage("org.recoverykit.core.decide..", "org.recoverykit.core.model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.time..",
                        "java.util",
                        "java.util.function..",
                        "java.util.regex..",
                        "java.util.stream..",
                        "org.recoverykit.core.decide..",
                        "org.recoverykit.core.model..",
                        "org.recoverykit.spi..",
                        "org.recoverykit.engine..",
                        "org.jspecify..")
                .check(House.CLASSES);
    }

    @Test
    void theCoresPackagesDependDownwards() {
        noClasses()
                .that()
                .resideInAPackage("org.recoverykit.core.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.recoverykit.core.decide..")
                .check(House.CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("org.recoverykit.core.wiring..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.recoverykit.core.wiring..")
                .check(House.CLASSES.that(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "in the core", c -> c.getPackageName().startsWith("org.recoverykit.core"))));
        slices().matching("org.recoverykit.(**)").should().beFreeOfCycles().check(House.CLASSES);
    }

    @Test
    void guiceOnlyInTheWiring() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.recoverykit.core.wiring..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.inject..", "jakarta.inject..")
                .check(House.CLASSES);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.common..")
                .check(House.CLASSES);
    }

    @Test
    void jacksonOnlyInConfigurationAndState() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.recoverykit.core.config..", "org.recoverykit.core.state..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..", "org.snakeyaml..")
                .check(House.CLASSES);
    }

    @Test
    void serviceLoaderOnlyInDiscoveryAndInItsProof() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.recoverykit.core.discover..", "org.recoverykit.testkit..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.ServiceLoader")
                .check(House.CLASSES);
    }

    @Test
    void nativeCallsOnlyInTheSocketPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.recoverykit.linux.socket..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jnr..", "com.kenai..")
                .check(House.CLASSES);
    }
}
