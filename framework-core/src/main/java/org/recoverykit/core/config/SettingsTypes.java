package org.recoverykit.core.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.recoverykit.spi.Setting;

/** Whether a record can be bound at all; asked once for each kit, when it is discovered. */
public final class SettingsTypes {

    private final List<String> problems = new ArrayList<>();
    private final Set<Class<?>> seen = new HashSet<>();

    private SettingsTypes() {}

    /** What is wrong with a settings record, for its author; empty if it can be bound. */
    public static List<String> problems(Class<?> type) {
        if (!type.isRecord()) {
            return List.of(type.getName() + " is no record; the settings type must be one");
        }
        SettingsTypes check = new SettingsTypes();
        check.record(type);
        return List.copyOf(check.problems);
    }

    /** The component's key in a file. */
    static String keyOf(RecordComponent component) {
        Setting setting = component.getAnnotation(Setting.class);
        return setting == null || setting.name().isEmpty() ? component.getName() : setting.name();
    }

    /** The key of the component that may be written alone in place of the record, if it has one. */
    static Optional<String> shorthandOf(Class<?> type) {
        return shorthands(type).findFirst().map(SettingsTypes::keyOf);
    }

    private static Stream<RecordComponent> shorthands(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).filter(component -> {
            Setting setting = component.getAnnotation(Setting.class);
            return setting != null && setting.shorthand();
        });
    }

    /** What an absent component is, if it has a default that {@link #problems} found nothing wrong with. */
    static Object defaultOf(RecordComponent component, String text) {
        boolean optional = component.getType() == Optional.class;
        Object value = Scalars.readDefault(valueClass(component), text).value();
        return optional && value != Broken.VALUE ? Optional.of(value) : value;
    }

    private void record(Class<?> type) {
        if (!seen.add(type)) {
            return;
        }
        if (shorthands(type).count() > 1) {
            problems.add(type.getSimpleName() + " has two settings that may be written alone; allowed: one");
        }
        shorthands(type)
                .filter(component -> !Scalars.isScalar(valueClass(component)))
                .forEach(component -> problems.add(type.getSimpleName() + "." + component.getName()
                        + " may be written alone; allowed for single values only"));
        Set<String> keys = new HashSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (!keys.add(keyOf(component))) {
                problems.add(type.getSimpleName() + " has two settings named " + keyOf(component));
            }
            String name = type.getSimpleName() + "." + component.getName();
            type(component.getGenericType(), name);
            Setting setting = component.getAnnotation(Setting.class);
            if (setting != null && !setting.defaultValue().equals(Setting.NONE)) {
                defaultValue(component, setting.defaultValue(), name);
            }
        }
    }

    private void type(Type type, String name) {
        if (type instanceof ParameterizedType of && isContainer(of)) {
            type(of.getActualTypeArguments()[of.getActualTypeArguments().length - 1], name);
        } else if (type instanceof Class<?> raw && raw.isRecord()) {
            record(raw);
        } else if (!(type instanceof Class<?> raw) || !Scalars.isScalar(raw)) {
            problems.add(name + " has type " + type.getTypeName() + "; allowed: String, boolean, int, long, Duration,"
                    + " enums, Optional, List, Map<String, ...> and records of these");
        }
    }

    private static boolean isContainer(ParameterizedType type) {
        Type raw = type.getRawType();
        return raw == Optional.class
                || raw == List.class
                || (raw == Map.class && type.getActualTypeArguments()[0] == String.class);
    }

    private void defaultValue(RecordComponent component, String text, String name) {
        Class<?> type = valueClass(component);
        if (!Scalars.isScalar(type)) {
            problems.add(name + " has a default; allowed for single values only (an absent list or map is empty)");
        } else {
            Scalars.readDefault(type, text)
                    .problem()
                    .ifPresent(problem -> problems.add("the default of " + name + ": " + problem));
        }
    }

    /** The component's class, or what its Optional holds. */
    private static Class<?> valueClass(RecordComponent component) {
        boolean optional = component.getType() == Optional.class;
        return optional
                        && component.getGenericType() instanceof ParameterizedType of
                        && of.getActualTypeArguments()[0] instanceof Class<?> held
                ? held
                : component.getType();
    }
}
