package org.recoverykit.core.discover;

import java.time.Duration;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls third-party code that may throw, hang or not link, and says in words what happened. */
final class ProviderProbe {

    private final Duration deadline;

    ProviderProbe(Duration deadline) {
        this.deadline = deadline;
    }

    /**
     * How a call ended.
     *
     * @param value what it returned, unless it returned null or failed
     * @param failure why there is no value
     * @param hung whether it may still be running
     */
    record Answer<T>(Optional<T> value, String failure, boolean hung) {}

    /** Runs a call on a thread of its own, which is left behind as a daemon if it hangs. */
    <T> Answer<T> ask(String what, Callable<T> call) {
        CompletableFuture<Optional<T>> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> run(call, done), "rk-discover");
        thread.setDaemon(true);
        thread.start();
        try {
            return done.get(deadline.toNanos(), TimeUnit.NANOSECONDS)
                    .map(value -> new Answer<>(Optional.of(value), "", false))
                    .orElseGet(() -> failed(what + " returned null"));
        } catch (TimeoutException e) {
            thread.interrupt();
            return new Answer<>(Optional.empty(), what + " did not return within " + deadline.toMillis() + " ms", true);
        } catch (ExecutionException e) {
            return failed(what + " failed: " + explain(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return new Answer<>(Optional.empty(), what + " was not waited for: this thread was interrupted", true);
        }
    }

    private static <T> void run(Callable<T> call, CompletableFuture<Optional<T>> done) {
        try {
            done.complete(Optional.ofNullable(call.call()));
        } catch (Throwable e) { // handed to the thread that waits
            done.completeExceptionally(e);
        }
    }

    private static <T> Answer<T> failed(String why) {
        return new Answer<>(Optional.empty(), why, false);
    }

    /** What a failure to load or link means, for who put the jar there. Errors of the virtual machine pass through. */
    static String explain(Throwable failure) {
        Throwable cause = root(failure);
        if (cause instanceof VirtualMachineError fatal && !(cause instanceof StackOverflowError)) {
            throw fatal;
        }
        if (cause instanceof UnsupportedClassVersionError) {
            return "it was compiled for a newer Java than this one ("
                    + Runtime.version().feature() + "): " + cause.getMessage()
                    + "; use a build of the kit for this Java, or a newer Java";
        }
        if (cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException) {
            return "a class is missing: " + cause.getMessage() + "; add the jar that has it to the class path";
        }
        if (cause instanceof NoSuchMethodError
                || cause instanceof NoSuchFieldError
                || cause instanceof AbstractMethodError
                || cause instanceof IncompatibleClassChangeError) {
            return "it was compiled against another version of something on the class path: " + cause.getMessage();
        }
        if (cause instanceof ServiceConfigurationError) {
            String message = String.valueOf(cause.getMessage()); // "the service: what is wrong"
            return message.substring(message.indexOf(": ") + 1).strip();
        }
        return isInitialiser(failure) ? "its static initialiser threw " + cause : String.valueOf(cause);
    }

    private static boolean isInitialiser(Throwable failure) {
        return failure instanceof ExceptionInInitializerError
                || failure.getCause() instanceof ExceptionInInitializerError;
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < 20 && cause.getCause() != null; depth++) {
            cause = cause.getCause();
        }
        return cause;
    }
}
