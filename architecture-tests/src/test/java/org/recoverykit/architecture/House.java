package org.recoverykit.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the rules look at: the published modules' classes, and every module's main sources. */
final class House {

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.recoverykit");

    private House() {}

    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("bin/test"))) {
            Path parent = here.getParent();
            if (parent == null) {
                throw new IllegalStateException("run this inside the project: no bin/test above "
                        + Path.of("").toAbsolutePath());
            }
            here = parent;
        }
        return here;
    }

    static List<Path> mainSources() {
        return sources("main");
    }

    static List<Path> testSources() {
        return sources("test");
    }

    private static List<Path> sources(String kind) {
        String part = "/src/" + kind + "/java/";
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(
                            f -> f.toString().endsWith(".java") && f.toString().contains(part))
                    .filter(f -> !f.toString().contains("/target/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
