package org.recoverykit.kit.ec2;

import java.util.Optional;
import java.util.function.Function;

/** What EC2, or the metadata service, answered. */
sealed interface Answer<T> {

    static <T> Answer<T> of(T value) {
        return new Answered<>(value);
    }

    static <T> Answer<T> trouble(Trouble trouble) {
        return new Refused<>(trouble);
    }

    /** The value, if there was an answer. */
    Optional<T> value();

    /** What stood in the way, if anything did. */
    Optional<Trouble> trouble();

    /** The same trouble, or what the function makes of the value. */
    default <R> Answer<R> map(Function<T, R> function) {
        return flatMap(value -> Answer.of(function.apply(value)));
    }

    /** The same trouble, or what the function answers to the value. */
    <R> Answer<R> flatMap(Function<T, Answer<R>> function);

    /** It answered. */
    record Answered<T>(T get) implements Answer<T> {
        @Override
        public Optional<T> value() {
            return Optional.of(get);
        }

        @Override
        public Optional<Trouble> trouble() {
            return Optional.empty();
        }

        @Override
        public <R> Answer<R> flatMap(Function<T, Answer<R>> function) {
            return function.apply(get);
        }
    }

    /** It did not, or not with what was asked for. */
    record Refused<T>(Trouble why) implements Answer<T> {
        @Override
        public Optional<T> value() {
            return Optional.empty();
        }

        @Override
        public Optional<Trouble> trouble() {
            return Optional.of(why);
        }

        @Override
        public <R> Answer<R> flatMap(Function<T, Answer<R>> function) {
            return new Refused<>(why);
        }
    }
}
