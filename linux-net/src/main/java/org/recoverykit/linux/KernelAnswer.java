package org.recoverykit.linux;

import java.util.Optional;
import org.apiguardian.api.API;

/** What the kernel answered to a question: a value, or why there is none. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface KernelAnswer<T> {

    /** The value, when there is one. */
    Optional<T> value();

    /** {@link KernelResult.Ok} with a value, otherwise why there is none. */
    KernelResult result();

    /** A value. */
    record Answered<T>(T found) implements KernelAnswer<T> {
        @Override
        public Optional<T> value() {
            return Optional.of(found);
        }

        @Override
        public KernelResult result() {
            return KernelResult.Ok.PLAIN;
        }
    }

    /** No value. */
    record NotAnswered<T>(KernelResult result) implements KernelAnswer<T> {
        @Override
        public Optional<T> value() {
            return Optional.empty();
        }
    }
}
