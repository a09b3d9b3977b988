package org.recoverykit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

/** Habits that keep the house livable. */
class HabitsTest {

    @Test
    void everyPublicTypeOfTheApiSaysHowStableItIs() {
        classes()
                .that()
                .resideInAnyPackage("org.recoverykit.spi..", "org.recoverykit.engine..")
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and(describe(
                        "are no package descriptions",
                        (JavaClass c) -> !c.getSimpleName().equals("package-info")))
                .should()
                .beAnnotatedWith(API.class)
                .check(House.CLASSES);
    }

    @Test
    void theCoreAndTheKitsAreToldTheTime() {
        var clocks = target(owner(equivalentTo(System.class)))
                .and(target(name("nanoTime").or(name("currentTimeMillis"))))
                .or(target(owner(equivalentTo(Instant.class))).and(target(name("now"))));
        noClasses()
                .that()
                .resideInAnyPackage("org.recoverykit.core..", "org.recoverykit.kit..")
                .and()
                .resideOutsideOfPackage("org.recoverykit.core.wiring..")
                .should()
                .callMethodWhere(clocks)
                .because("tests turn the clock by hand; only core.wiring reads the real one")
                .check(House.CLASSES);
    }

    @Test
    void nobodySleepsExitsOrStartsAShell() {
        var forbidden = target(owner(equivalentTo(Thread.class)))
                .and(target(name("sleep")))
                .or(target(owner(equivalentTo(System.class))).and(target(name("exit"))))
                .or(target(owner(equivalentTo(Runtime.class)))
                        .and(target(name("exec").or(name("exit")))));
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.recoverykit.core..",
                        "org.recoverykit.kit..",
                        "org.recoverykit.spi..",
                        "org.recoverykit.engine..",
                        "org.recoverykit.linux..")
                .should()
                .callMethodWhere(forbidden)
                .check(House.CLASSES);
    }

    @Test
    void librariesPrintNothing() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.recoverykit.core..",
                        "org.recoverykit.kit..",
                        "org.recoverykit.spi..",
                        "org.recoverykit.engine..",
                        "org.recoverykit.linux..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(House.CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> missing = House.mainSources().stream()
                .map(f -> f.resolveSibling("package-info.java"))
                .distinct()
                .filter(f -> !f.endsWith("java/package-info.java"))
                .filter(f ->
                        !Files.exists(f) || !String.join("\n", House.lines(f)).contains("@NullMarked"))
                .map(f -> House.root().relativize(f).toString())
                .toList();
        assertThat(missing)
                .as("packages without a @NullMarked package-info.java")
                .isEmpty();
    }

    @Test
    void testsNeverSleep() {
        Pattern sleeps = Pattern.compile("Thread\\.sleep|TimeUnit\\.[A-Z]+\\.sleep|LockSupport\\.parkNanos");
        List<String> sleepers = House.testSources().stream()
                .filter(f -> !f.endsWith("HabitsTest.java"))
                .filter(f ->
                        House.lines(f).stream().anyMatch(l -> sleeps.matcher(l).find()))
                .map(f -> House.root().relativize(f).toString())
                .toList();
        assertThat(sleepers)
                .as("tests that sleep: use a manual clock or a bounded wait for a condition")
                .isEmpty();
    }
}
