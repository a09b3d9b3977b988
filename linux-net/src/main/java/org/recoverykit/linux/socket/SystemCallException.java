package org.recoverykit.linux.socket;

/** A system call that a caller cannot do without failed. */
public final class SystemCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int errno;

    /** What was tried, and the kernel's error number. */
    public SystemCallException(String what, int errno) {
        super(what + ": " + Errno.describe(errno));
        this.errno = errno;
    }

    /** The kernel's error number, positive. */
    public int errno() {
        return errno;
    }
}
