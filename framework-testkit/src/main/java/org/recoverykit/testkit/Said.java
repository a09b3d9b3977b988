package org.recoverykit.testkit;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.recoverykit.spi.Setting;

/** Everything a kit has said to the engine, for a search for secrets. */
final class Said {

    private static final int SHORTEST_SECRET = 4;

    private final List<String> words = new CopyOnWriteArrayList<>();

    void add(String word) {
        words.add(word);
    }

    void addAll(Iterable<String> more) {
        more.forEach(words::add);
    }

    List<String> containing(String secret) {
        return words.stream().filter(word -> word.contains(secret)).toList();
    }

    /** Values of settings marked secret, also in nested records. */
    static List<String> secretsOf(Record config) throws ReflectiveOperationException {
        List<String> secrets = new ArrayList<>();
        for (RecordComponent component : config.getClass().getRecordComponents()) {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            Object value = accessor.invoke(config);
            Setting setting = component.getAnnotation(Setting.class);
            if (setting != null && setting.secret()) {
                secrets.add(
                        value instanceof Optional<?> maybe
                                ? maybe.map(Object::toString).orElse("")
                                : "" + value);
            } else if (value instanceof Record nested) {
                secrets.addAll(secretsOf(nested));
            }
        }
        return secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .toList();
    }

    static List<String> lines(StackTraceElement[] trace) {
        return Arrays.stream(trace).limit(12).map(StackTraceElement::toString).toList();
    }
}
