package org.recoverykit.core.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Calls a record's constructor, which checks ranges. It tells of one value at a time, so what it refuses is noted, put aside
 * for a value that it takes, and the rest tried again: a person should hear of all of them at once.
 */
final class RecordMaker {

    private static final int TRIES_PER_COMPONENT = 8;

    private final Class<?> type;
    private final RecordComponent[] components;
    private final Object[] values;
    private final Map<Integer, Iterator<Object>> standIns = new HashMap<>();
    private final List<Refusal> refusals = new ArrayList<>();

    private RecordMaker(Class<?> type, Object[] values) {
        this.type = type;
        this.components = type.getRecordComponents();
        this.values = values.clone();
    }

    /**
     * A refused value.
     *
     * @param component its name; empty if the record did not say
     * @param message the record's
     */
    record Refusal(String component, String message) {}

    /**
     * How it went.
     *
     * @param value the record, or {@link Broken#VALUE}
     * @param refusals of values that were not broken before
     */
    record Made(Object value, List<Refusal> refusals) {}

    /** Makes a record of values in the order of its components, some of which may be {@link Broken#VALUE}. */
    static Made make(Class<?> type, Object[] values) {
        RecordMaker maker = new RecordMaker(type, values);
        return new Made(maker.make(), maker.refusals);
    }

    private Object make() {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == Broken.VALUE && !replace(i)) {
                return Broken.VALUE;
            }
        }
        for (int tries = 0; tries <= TRIES_PER_COMPONENT * values.length; tries++) {
            try {
                Object made = canonical().newInstance(values);
                return standIns.isEmpty() ? made : Broken.VALUE;
            } catch (InvocationTargetException e) {
                if (!settle(e.getTargetException())) {
                    return Broken.VALUE;
                }
            } catch (ReflectiveOperationException | InaccessibleObjectException e) {
                refusals.add(new Refusal("", type + " cannot be made: " + e + "; the kit must open its package"));
                return Broken.VALUE;
            }
        }
        return Broken.VALUE;
    }

    private Constructor<?> canonical() throws NoSuchMethodException {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<?> canonical = type.getDeclaredConstructor(types);
        canonical.setAccessible(true);
        return canonical;
    }

    /** Whether another try makes sense. */
    private boolean settle(Throwable thrown) {
        if (thrown instanceof VirtualMachineError fatal) {
            throw fatal;
        }
        String message = Optional.of(thrown)
                .filter(IllegalArgumentException.class::isInstance)
                .map(Throwable::getMessage)
                .orElse("the kit refuses these settings: " + thrown);
        OptionalInt named = named(message);
        OptionalInt guessed = guessedAndNamed(message);
        if (guessed.isPresent()) {
            return replace(guessed.getAsInt()); // it may be our guess that does not fit
        }
        if (named.isEmpty()) {
            if (standIns.isEmpty()) {
                refusals.add(new Refusal("", message));
            }
            return false;
        }
        refusals.add(new Refusal(SettingsTypes.keyOf(components[named.getAsInt()]), message));
        return replace(named.getAsInt());
    }

    private OptionalInt named(String message) {
        for (int i = 0; i < components.length; i++) {
            String name = SettingsTypes.keyOf(components[i]);
            if (message.startsWith(name + " ") || message.startsWith(name + ":")) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private OptionalInt guessedAndNamed(String message) {
        return standIns.keySet().stream()
                .filter(i -> Pattern.compile("\\b" + Pattern.quote(SettingsTypes.keyOf(components[i])) + "\\b")
                        .matcher(message)
                        .find())
                .mapToInt(i -> i)
                .findFirst();
    }

    private boolean replace(int index) {
        Iterator<Object> left =
                standIns.computeIfAbsent(index, i -> StandIns.of(components[i]).iterator());
        if (!left.hasNext()) {
            return false;
        }
        values[index] = left.next();
        return true;
    }
}
