package org.recoverykit.core.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.engine.Problem;
import org.recoverykit.spi.RecoveryKitProvider;

/** Kits as others ship them: compiled here into class paths of their own. */
@Timeout(120)
class KitRegistryTest {

    private static final String SERVICES = "META-INF/services/" + RecoveryKitProvider.class.getName();

    @TempDir
    Path temporary;

    private final List<URL> classPath = new ArrayList<>();

    /** A provider named {@code kits.<name>} in a class path entry of its own, with these members beside create. */
    private Path kit(String name, String id, String members) throws Exception {
        Path source = Files.createDirectories(temporary.resolve("src/kits")).resolve(name + ".java");
        String type = members.contains("configType()") ? "" : "public Class<C> configType() { return C.class; }";
        Files.writeString(
                source,
                "package kits; import org.recoverykit.spi.*; public class " + name
                        + " implements RecoveryKitProvider<" + name + ".C> { public record C(String a) {}"
                        + " public String id() { return " + id + "; } " + type + members
                        + " public RecoveryKit create(C c, ResourceContext x) { throw new IllegalStateException(); } }");
        Path out = Files.createDirectories(temporary.resolve(name));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-d", out.toString(), "-cp", System.getProperty("java.class.path"), "--release", "17");
            boolean compiled = compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            assertThat(compiled).as("compiling %s: %s", name, said).isTrue();
        }
        list(out, "kits." + name);
        return out;
    }

    private void list(Path entry, String line) throws Exception {
        Path services = entry.resolve(SERVICES);
        Files.createDirectories(services.resolveSibling("."));
        Files.writeString(services, line + "\n");
        classPath.add(entry.toUri().toURL());
    }

    private Discovery load(Duration deadline) throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(classPath.toArray(URL[]::new), RecoveryKitProvider.class.getClassLoader())) {
            return KitRegistry.load(loader, deadline);
        }
    }

    private Discovery load() throws Exception {
        return load(Duration.ofSeconds(30));
    }

    private List<String> told(Discovery found) {
        return found.problems().stream()
                .map(Problem::toString)
                .map(text -> text.replace("file:" + temporary + "/", ""))
                .toList();
    }

    @Test
    void findsAKitAndWhatItSaysOfItself() throws Exception {
        kit("Good", "\"good\"", " public String version() { return \"1.2\"; }");
        Discovery found = load();
        assertThat(found.problems()).isEmpty();
        UsableKit<?> kit = found.usable().values().iterator().next();
        assertThat(kit.id()).isEqualTo("good");
        assertThat(kit.version()).isEqualTo("1.2");
        assertThat(kit.configType().getName()).isEqualTo("kits.Good$C");
        assertThat(found.schemas().usable()).containsOnlyKeys("good");
    }

    @Test
    void row13_aKitThatCannotBeMadeCostsNobodyElse() throws Exception {
        list(Files.createDirectories(temporary.resolve("missing")), "kits.NotThere");
        kit("Throws", "\"throws\"", " public Throws() { throw new IllegalStateException(\"no licence\"); }");
        kit("Static", "\"static\"", " static final int X = Integer.parseInt(\"x\");");
        kit("NoDefault", "\"nodefault\"", " public NoDefault(int x) {}");
        list(Files.createDirectories(temporary.resolve("garbage")), "this is no class name");
        Path incomplete =
                kit("Incomplete", "\"incomplete\"", " Helper h = new Helper(); public static class Helper {}");
        Files.delete(incomplete.resolve("kits/Incomplete$Helper.class"));
        kit("Last", "\"last\"", "");
        Discovery found = load();
        assertThat(found.usable()).containsOnlyKeys("last");
        assertThat(told(found))
                .hasSize(6)
                .anySatisfy(t -> assertThat(t)
                        .isEqualTo(
                                SERVICES + ": loading a class listed there failed: Provider kits.NotThere not found"))
                .contains(
                        "kits.Throws (Throws/): its constructor failed: java.lang.IllegalStateException: no licence",
                        "kits.Static (Static/): its constructor failed: its static initialiser threw"
                                + " java.lang.NumberFormatException: For input string: \"x\"",
                        "kits.Incomplete (Incomplete/): its constructor failed: a class is missing:"
                                + " kits.Incomplete$Helper; add the jar that has it to the class path")
                .anySatisfy(t -> assertThat(t).contains("kits.NoDefault"))
                .anySatisfy(t -> assertThat(t).contains("Illegal"));
    }

    @Test
    void row14_aKitThatHangsIsLeftBehind() throws Exception {
        String hang =
                " { while (true) { try { new java.util.concurrent.CountDownLatch(1).await(); } catch (InterruptedException e) { return; } } }";
        kit("HangsMade", "\"made\"", " public HangsMade()" + hang);
        kit(
                "HangsAsked",
                "\"asked\"",
                " public int apiLevel() { new kits.HangsAsked().hang(); return 1; } void hang()" + hang);
        kit("Last", "\"last\"", "");
        Discovery found = load(Duration.ofSeconds(3));
        assertThat(found.usable()).containsOnlyKeys("last");
        assertThat(told(found))
                .containsExactlyInAnyOrder(
                        "kits.HangsMade (HangsMade/): its constructor did not return within 3000 ms",
                        "kits.HangsAsked (HangsAsked/): kit asked: apiLevel() did not return within 3000 ms");
        assertThat(found.schemas().unusable()).containsEntry("asked", "apiLevel() did not return within 3000 ms");
    }

    @Test
    void row15_twoKitsOfOneIdAreBothRefused() throws Exception {
        kit("First", "\"ip\"", "");
        kit("Second", "\"ip\"", "");
        kit("Other", "\"other\"", "");
        Discovery found = load();
        assertThat(found.usable()).containsOnlyKeys("other");
        assertThat(told(found))
                .containsExactly(
                        "kits.First (First/): kit ip is claimed by kits.First (First/) and kits.Second (Second/);"
                                + " none of them is used: remove all but one");
    }

    @Test
    void row16_aKitForANewerJavaOrApiIsExplained() throws Exception {
        Path out = kit("Newer", "\"newer\"", "");
        Path file = out.resolve("kits/Newer.class");
        byte[] code = Files.readAllBytes(file);
        code[7] = 99; // the class file's major version
        Files.write(file, code);
        kit("Level", "\"level\"", " public int apiLevel() { return 2; }");
        Discovery found = load();
        assertThat(found.usable()).isEmpty();
        assertThat(told(found))
                .anySatisfy(t -> assertThat(t)
                        .startsWith(SERVICES
                                + ": loading a class listed there failed: it was compiled for a newer Java than"
                                + " this one (" + Runtime.version().feature() + "): kits/Newer"))
                .contains(
                        "kits.Level (Level/): kit level: it needs API level 2, this framework serves 1 to 1: use a newer"
                                + " framework, or an older build of the kit")
                .hasSize(2);
    }

    @Test
    void refusesIdsAndSettingsTypesThatCannotBeUsed() throws Exception {
        kit("Blank", "\"\"", "");
        kit("NullId", "null", "");
        kit("Spaced", "\"a b\"", "");
        kit("NullType", "\"nulltype\"", " public Class<C> configType() { return null; }");
        kit(
                "Typed",
                "\"typed\"",
                " public record D(Object any) {} @SuppressWarnings({\"unchecked\",\"rawtypes\"})"
                        + " public Class<C> configType() { return (Class) D.class; }");
        Discovery found = load();
        assertThat(found.usable()).isEmpty();
        String bad =
                "id() returned an id of %s characters that is not allowed: letters, digits and '-', beginning with a"
                        + " letter, 1 to 32 of them";
        assertThat(told(found))
                .containsExactlyInAnyOrder(
                        "kits.Blank (Blank/): " + bad.formatted(0),
                        "kits.NullId (NullId/): id() returned null",
                        "kits.Spaced (Spaced/): " + bad.formatted(3),
                        "kits.NullType (NullType/): kit nulltype: configType() returned null",
                        "kits.Typed (Typed/): kit typed: configType(): D.any has type java.lang.Object; allowed: String,"
                                + " boolean, int, long, Duration, enums, Optional, List, Map<String, ...> and records of"
                                + " these");
    }
}
