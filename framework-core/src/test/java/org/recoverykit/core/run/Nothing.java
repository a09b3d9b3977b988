package org.recoverykit.core.run;

import java.lang.reflect.Array;

/** The null that a careless kit or host returns, whatever the compiler promises. */
final class Nothing {
    private Nothing() {}

    /** An element of an array that nobody has set. */
    static <T> T of(Class<T> type) {
        return type.cast(Array.get(Array.newInstance(type, 1), 0));
    }
}
