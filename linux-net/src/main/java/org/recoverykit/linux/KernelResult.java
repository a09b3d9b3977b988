package org.recoverykit.linux;

import org.apiguardian.api.API;

/**
 * What the kernel answered to a request. The idempotent outcomes have kinds of their own, so that a caller who wants the
 * state and not the change can accept them.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface KernelResult {

    /** For a switch that the compiler checks for completeness. */
    enum Kind {
        OK,
        ALREADY_THERE,
        NOT_THERE,
        NO_INTERFACE,
        REFUSED,
        TIMED_OUT
    }

    /** Which this is. */
    Kind kind();

    /** One line for a person: what was asked, what the kernel said, what to do. Empty for {@link Ok}. */
    String message();

    /** Done as asked. */
    default boolean ok() {
        return kind() == Kind.OK;
    }

    /** Done as asked. */
    record Ok() implements KernelResult {
        static final Ok PLAIN = new Ok();

        @Override
        public Kind kind() {
            return Kind.OK;
        }

        @Override
        public String message() {
            return "";
        }
    }

    /**
     * What was to be added is there already (EEXIST); nothing was changed.
     *
     * @param message for a person
     */
    record AlreadyThere(String message) implements KernelResult {
        @Override
        public Kind kind() {
            return Kind.ALREADY_THERE;
        }
    }

    /**
     * What was to be removed or asked is not there (EADDRNOTAVAIL, ESRCH, ENOENT); the interface is.
     *
     * @param message for a person
     */
    record NotThere(String message) implements KernelResult {
        @Override
        public Kind kind() {
            return Kind.NOT_THERE;
        }
    }

    /**
     * The interface is gone (ENODEV, ENXIO): resolve its name again.
     *
     * @param message for a person
     */
    record NoInterface(String message) implements KernelResult {
        @Override
        public Kind kind() {
            return Kind.NO_INTERFACE;
        }
    }

    /**
     * The kernel said no.
     *
     * @param errno the error number, such as 1 (EPERM) or 100 (ENETDOWN)
     * @param kernelText its own words, empty when it gave none
     * @param message for a person
     */
    record Refused(int errno, String kernelText, String message) implements KernelResult {
        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }
    }

    /**
     * No answer within the time allowed: whether it was done is not known. Ask before you act on it.
     *
     * @param message for a person
     */
    record TimedOut(String message) implements KernelResult {
        @Override
        public Kind kind() {
            return Kind.TIMED_OUT;
        }
    }
}
