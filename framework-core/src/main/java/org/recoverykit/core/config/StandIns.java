package org.recoverykit.core.config;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recoverykit.spi.Setting;

/** Values that a record may well take in the place of one that it refused, likeliest first. */
final class StandIns {

    private static final List<Integer> NUMBERS = List.of(1, 0, 10, 100, 1000, 10_000);
    private static final List<Duration> DURATIONS =
            List.of(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMillis(100), Duration.ofHours(1));

    private StandIns() {}

    /** None for what cannot be guessed: a text or a record without a default. */
    static List<Object> of(RecordComponent component) {
        List<Object> values = new ArrayList<>();
        Setting setting = component.getAnnotation(Setting.class);
        if (setting != null && !setting.defaultValue().equals(Setting.NONE)) {
            values.add(SettingsTypes.defaultOf(component, setting.defaultValue()));
        }
        values.addAll(of(component.getType()));
        return values;
    }

    private static List<?> of(Class<?> type) {
        if (type == Optional.class) {
            return List.of(Optional.empty());
        } else if (type == List.class) {
            return List.of(List.of());
        } else if (type == Map.class) {
            return List.of(Map.of());
        } else if (type == boolean.class || type == Boolean.class) {
            return List.of(false, true);
        } else if (type == int.class || type == Integer.class) {
            return NUMBERS;
        } else if (type == long.class || type == Long.class) {
            return NUMBERS.stream().map(Integer::longValue).toList();
        } else if (type == Duration.class) {
            return DURATIONS;
        }
        return type.isEnum() ? List.of(type.getEnumConstants()) : List.of();
    }
}
