package org.recoverykit.core.config;

import java.util.Map;
import java.util.OptionalInt;
import org.recoverykit.engine.Problem;

/**
 * Where each key path of a configuration stands.
 *
 * @param source the file, or what stands for one
 * @param byPath lines from 1, by key path; may be empty
 */
public record SourceLines(String source, Map<String, Integer> byPath) {

    /** Keeps a copy. */
    public SourceLines {
        byPath = Map.copyOf(byPath);
    }

    /** Of a configuration that has no lines: a host's own code. */
    public static SourceLines none(String source) {
        return new SourceLines(source, Map.of());
    }

    /** A problem at a key path, on the line of that path or of the nearest one above it. */
    public Problem problem(String path, String message) {
        return new Problem(source, lineOf(path), Shown.path(path), message);
    }

    OptionalInt lineOf(String path) {
        String here = path;
        while (!here.isEmpty()) {
            Integer line = byPath.get(here);
            if (line != null) {
                return OptionalInt.of(line);
            }
            here = here.substring(0, Math.max(here.lastIndexOf('.'), here.endsWith("]") ? here.lastIndexOf('[') : 0));
        }
        return OptionalInt.empty();
    }
}
