package org.recoverykit.core.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recoverykit.engine.Problem;
import org.recoverykit.spi.Setting;

/**
 * Binds a map of settings to a record, strictly: an unknown key, a wrong type, a missing value are each a problem, and all
 * of them are found at once. The record's own constructor checks ranges; a message of its that begins with a component's
 * key is told at that component.
 */
public final class SettingsBinder {

    private final SourceLines lines;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();

    private SettingsBinder(SourceLines lines) {
        this.lines = lines;
    }

    /**
     * Binds settings.
     *
     * @param type the record, one that {@link SettingsTypes#problems} finds nothing wrong with
     * @param settings String, Boolean, Integer, Long, List, and Map of these
     * @param path the key path of the settings, for problems; may be empty
     * @param lines where each key path stands
     */
    public static <C extends Record> BindResult<C> bind(
            Class<C> type, Map<String, Object> settings, String path, SourceLines lines) {
        SettingsBinder binder = new SettingsBinder(lines);
        Object bound = binder.record(type, settings, path);
        // a value that was broken before has its problem told already
        return bound instanceof Broken || !binder.problems.isEmpty()
                ? new BindResult.Refused<>(binder.problems)
                : new BindResult.Bound<>(type.cast(bound));
    }

    static String child(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private Object record(Class<?> type, Map<?, ?> settings, String path) {
        RecordComponent[] components = type.getRecordComponents();
        unknownKeys(components, settings, path);
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = component(components[i], settings, path);
        }
        RecordMaker.Made made = RecordMaker.make(type, values);
        made.refusals()
                .forEach(refusal -> problem(
                        refusal.component().isEmpty() ? path : child(path, refusal.component()),
                        withoutSecrets(refusal.message())));
        return made.value();
    }

    private void unknownKeys(RecordComponent[] components, Map<?, ?> settings, String path) {
        List<String> names = Arrays.stream(components).map(SettingsTypes::keyOf).toList();
        for (Object key : settings.keySet()) {
            String name = String.valueOf(key);
            if (!names.contains(name)) {
                problem(
                        child(path, name),
                        "unknown key" + Shown.hint(name, names) + "; allowed: " + String.join(", ", names));
            }
        }
    }

    private Object component(RecordComponent component, Map<?, ?> settings, String path) {
        String key = SettingsTypes.keyOf(component);
        Object found = settings.get(key);
        Setting setting = component.getAnnotation(Setting.class);
        String here = child(path, key);
        if (found != null) {
            return value(component.getGenericType(), found, here, setting != null && setting.secret());
        }
        if (setting != null && !setting.defaultValue().equals(Setting.NONE)) {
            return SettingsTypes.defaultOf(component, setting.defaultValue());
        }
        Class<?> raw = component.getType();
        if (raw == Optional.class) {
            return Optional.empty();
        }
        if (raw == List.class || raw == Map.class) {
            return raw == List.class ? List.of() : Map.of();
        }
        problem(here, "is missing" + (setting == null ? "" : ": " + setting.value()));
        return Broken.VALUE;
    }

    private Object value(Type type, Object found, String path, boolean secret) {
        if (found == Broken.VALUE || type == Object.class) {
            return found;
        }
        if (type instanceof ParameterizedType of) {
            return container(of, found, path, secret);
        }
        Class<?> raw = (Class<?>) type;
        if (!raw.isRecord()) {
            return scalar(raw, found, path, secret);
        }
        if (found instanceof Map<?, ?> map) {
            return record(raw, map, path);
        }
        Optional<String> alone = SettingsTypes.shorthandOf(raw);
        return alone.isPresent() && !(found instanceof List<?>)
                ? record(raw, Map.of(alone.get(), found), path)
                : wrong(found, path, secret, alone.isPresent() ? "a value or a group of keys" : "a group of keys");
    }

    private Object scalar(Class<?> type, Object found, String path, boolean secret) {
        if (secret && found instanceof String text && !text.isEmpty()) {
            secrets.add(text);
        }
        PlainScalar.Reading reading = Scalars.read(type, found, secret);
        Optional<String> refusal = reading.problem()
                .or(() -> found instanceof String text ? TextRules.characterProblem(text) : Optional.empty());
        refusal.ifPresent(problem -> problem(path, problem));
        return refusal.isPresent() ? Broken.VALUE : reading.value();
    }

    private Object container(ParameterizedType type, Object found, String path, boolean secret) {
        Type element = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
        if (type.getRawType() == Optional.class) {
            Object value = value(element, found, path, secret);
            return value == Broken.VALUE ? value : Optional.of(value);
        }
        if (type.getRawType() == List.class) {
            return found instanceof List<?> list
                    ? list(element, list, path, secret)
                    : wrong(found, path, secret, "a list");
        }
        return found instanceof Map<?, ?> map
                ? map(element, map, path, secret)
                : wrong(found, path, secret, "a group of keys");
    }

    private Object list(Type element, List<?> found, String path, boolean secret) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            values.add(value(element, found.get(i), path + "[" + i + "]", secret));
        }
        return values.contains(Broken.VALUE) ? Broken.VALUE : List.copyOf(values);
    }

    private Object map(Type element, Map<?, ?> found, String path, boolean secret) {
        Map<String, Object> values = new LinkedHashMap<>();
        found.keySet()
                .forEach(key -> TextRules.characterProblem(String.valueOf(key))
                        .ifPresent(problem -> problem(child(path, String.valueOf(key)), "the key " + problem)));
        found.forEach((key, value) ->
                values.put(String.valueOf(key), value(element, value, child(path, String.valueOf(key)), secret)));
        boolean broken = element != Object.class && values.containsValue(Broken.VALUE);
        return broken ? Broken.VALUE : Collections.unmodifiableMap(values);
    }

    private Object wrong(Object found, String path, boolean secret, String allowed) {
        problem(path, "found " + Shown.value(found, secret) + "; allowed: " + allowed);
        return Broken.VALUE;
    }

    private String withoutSecrets(String message) {
        String text = message;
        for (String secret : secrets) {
            text = text.replace(secret, "***");
        }
        return text;
    }

    private void problem(String path, String message) {
        problems.add(lines.problem(path, message));
    }
}
