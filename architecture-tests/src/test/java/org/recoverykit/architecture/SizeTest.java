package org.recoverykit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** When something outgrows these, a concept is missing. */
class SizeTest {
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 70;
    private static final int MEDIAN_LINES = 90;

    @Test
    void noFileIsAbove400Lines() {
        List<String> tooLong = House.mainSources().stream()
                .filter(f -> House.lines(f).size() > FILE_LINES)
                .map(f -> House.root().relativize(f) + ": " + House.lines(f).size() + " lines")
                .toList();
        assertThat(tooLong).as("main files above " + FILE_LINES + " lines").isEmpty();
    }

    @Test
    void theMedianFileIsShort() {
        List<Integer> lengths = House.mainSources().stream()
                .map(f -> House.lines(f).size())
                .sorted()
                .toList();
        assertThat(lengths.get(lengths.size() / 2))
                .as("median length of main files, in lines")
                .isLessThanOrEqualTo(MEDIAN_LINES);
    }

    @Test
    void noMethodIsAbove70Lines() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> tooLong = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<Path> sources = House.mainSources();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, d -> {}, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new TreeScanner<Void, Void>() {
                    @Override
                    public Void visitMethod(MethodTree method, Void unused) {
                        LineMap map = unit.getLineMap();
                        long lines = map.getLineNumber(positions.getEndPosition(unit, method))
                                - map.getLineNumber(positions.getStartPosition(unit, method))
                                + 1;
                        if (lines > METHOD_LINES) {
                            tooLong.add(unit.getSourceFile().getName() + ": " + method.getName() + " has " + lines
                                    + " lines");
                        }
                        return super.visitMethod(method, null);
                    }
                }.scan(unit, null);
            }
        }
        assertThat(tooLong).as("methods above " + METHOD_LINES + " lines").isEmpty();
    }
}
