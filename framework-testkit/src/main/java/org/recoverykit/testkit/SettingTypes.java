package org.recoverykit.testkit;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which types a setting may have, as {@link org.recoverykit.spi.RecoveryKitProvider#configType()} lists them. */
final class SettingTypes {

    private static final Set<Class<?>> PLAIN = Set.of(
            String.class,
            boolean.class,
            Boolean.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            Duration.class);
    private static final Set<Class<?>> HOLDERS = Set.of(Optional.class, List.class);

    private SettingTypes() {}

    /** Names and types that cannot be bound, dotted. */
    static List<String> unbindable(Class<? extends Record> type) {
        List<String> found = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (!bindable(component.getGenericType())) {
                found.add(
                        component.getName() + ": " + component.getGenericType().getTypeName());
            }
        }
        return found;
    }

    private static boolean bindable(Type type) {
        if (type instanceof Class<?> plain) {
            return PLAIN.contains(plain)
                    || plain.isEnum()
                    || (plain.isRecord()
                            && unbindable(plain.asSubclass(Record.class)).isEmpty());
        }
        if (type instanceof ParameterizedType holder) {
            Type[] arguments = holder.getActualTypeArguments();
            return HOLDERS.stream().anyMatch(holder.getRawType()::equals)
                    ? bindable(arguments[0])
                    : holder.getRawType().equals(Map.class)
                            && arguments[0].equals(String.class)
                            && bindable(arguments[1]);
        }
        return false;
    }
}
