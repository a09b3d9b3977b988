package org.recoverykit.core.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.recoverykit.engine.Problem;

/** Builds a {@link Document} of what a reader meets, and refuses what no file may have, whatever its syntax. */
final class DocumentBuilder {

    private static final int DEEPEST = 32;

    private final String source;
    private final List<Problem> problems;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Deque<Frame> open = new ArrayDeque<>();
    private Map<String, Object> root = Map.of();

    DocumentBuilder(String source, List<Problem> problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The rest of the file cannot be read; the problem has been told. */
    static final class StopReadingException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** An open map or list. In a map, the key comes before each value. */
    private static final class Frame {
        private final String path;
        private final Optional<Map<String, Object>> map;
        private final List<Object> list = new ArrayList<>();
        private Optional<String> key = Optional.empty();
        private boolean duplicate;

        Frame(String path, Optional<Map<String, Object>> map) {
            this.path = path;
            this.map = map;
        }

        String childPath() {
            return map.isEmpty() ? path + "[" + list.size() + "]" : SettingsBinder.child(path, key.orElse("?"));
        }

        void put(Object value) {
            if (map.isEmpty()) {
                list.add(value);
            } else if (!duplicate) {
                map.get().put(key.orElse("?"), value);
            }
            key = Optional.empty();
        }
    }

    boolean expectsKey() {
        Frame top = open.peek();
        return top != null && top.map.isPresent() && top.key.isEmpty();
    }

    void key(String key, int line) {
        Frame top = open.element();
        top.key = Optional.of(key);
        String path = top.childPath();
        top.duplicate = top.map.orElseThrow().containsKey(key);
        if (top.duplicate) {
            problem(line, "this key was there before, on line " + lines.get(path) + ": remove one of the two");
        } else {
            lines.put(path, line);
            TextRules.characterProblem(key).ifPresent(p -> problem(line, "the key " + p));
        }
    }

    void value(Object value, int line) throws StopReadingException {
        if (open.isEmpty()) {
            problem(
                    line,
                    "found " + Shown.value(value, false) + "; a configuration is a group of keys: node, hierarchies");
            throw new StopReadingException();
        }
        lines.putIfAbsent(path(), line);
        Optional<String> problem = value instanceof String text ? TextRules.characterProblem(text) : Optional.empty();
        problem.ifPresent(p -> problem(line, p));
        open.element().put(problem.isPresent() ? Broken.VALUE : value);
    }

    void startMap(int line) throws StopReadingException {
        start(line, Optional.of(new LinkedHashMap<>()));
    }

    void startList(int line) throws StopReadingException {
        start(line, Optional.empty());
    }

    private void start(int line, Optional<Map<String, Object>> map) throws StopReadingException {
        if (open.size() >= DEEPEST) {
            problem(line, "nested more than " + DEEPEST + " levels deep");
            throw new StopReadingException();
        }
        if (open.isEmpty() && map.isEmpty()) {
            problem(line, "found a list; a configuration is a group of keys: node, hierarchies");
            throw new StopReadingException();
        }
        String path = path();
        lines.putIfAbsent(path, line);
        open.push(new Frame(path, map));
    }

    void end() {
        Frame ended = open.pop();
        if (open.isEmpty()) {
            root = ended.map.orElseThrow();
        } else {
            open.element().put(ended.map.isPresent() ? ended.map.get() : ended.list);
        }
    }

    /** A problem at the place reached so far. */
    void problem(int line, String message) {
        problems.add(new Problem(source, OptionalInt.of(line), Shown.path(path()), message));
    }

    private String path() {
        Frame top = open.peek();
        return top == null ? "" : top.map.isPresent() && top.key.isEmpty() ? top.path : top.childPath();
    }

    Document build() {
        return new Document(root, new SourceLines(source, lines));
    }
}
