package org.recoverykit.linux.socket;

import java.util.Map;

/** Error numbers of Linux (not those of mips, sparc and alpha). */
public final class Errno {
    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int ENXIO = 6;
    public static final int EBADF = 9;
    public static final int EAGAIN = 11;
    public static final int EACCES = 13;
    public static final int EBUSY = 16;
    public static final int EEXIST = 17;
    public static final int ENODEV = 19;
    public static final int EINVAL = 22;
    public static final int EROFS = 30;
    public static final int EBADMSG = 74;
    public static final int EADDRNOTAVAIL = 99;
    public static final int ENETDOWN = 100;
    public static final int ENETUNREACH = 101;
    public static final int ENOBUFS = 105;
    public static final int EHOSTUNREACH = 113;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(EPERM, "EPERM, not permitted"),
            Map.entry(ENOENT, "ENOENT, no such entry"),
            Map.entry(ESRCH, "ESRCH, no such entry"),
            Map.entry(5, "EIO, input or output error"),
            Map.entry(ENXIO, "ENXIO, no such device"),
            Map.entry(EBADF, "EBADF, the socket is closed"),
            Map.entry(EAGAIN, "EAGAIN, nothing yet"),
            Map.entry(12, "ENOMEM, out of memory"),
            Map.entry(EACCES, "EACCES, no access"),
            Map.entry(EBUSY, "EBUSY, in use"),
            Map.entry(EEXIST, "EEXIST, already there"),
            Map.entry(ENODEV, "ENODEV, no such device"),
            Map.entry(EINVAL, "EINVAL, not a valid value"),
            Map.entry(23, "ENFILE, the system has no free file descriptor"),
            Map.entry(24, "EMFILE, the process has no free file descriptor"),
            Map.entry(EROFS, "EROFS, read-only file system"),
            Map.entry(26, "ETXTBSY, somebody is writing it"),
            Map.entry(34, "ERANGE, out of range"),
            Map.entry(38, "ENOSYS, there is no such call"),
            Map.entry(EBADMSG, "EBADMSG, the kernel's answer could not be understood"),
            Map.entry(95, "EOPNOTSUPP, not supported"),
            Map.entry(97, "EAFNOSUPPORT, address family not supported"),
            Map.entry(98, "EADDRINUSE, address in use"),
            Map.entry(EADDRNOTAVAIL, "EADDRNOTAVAIL, no such address"),
            Map.entry(ENETDOWN, "ENETDOWN, the interface is down"),
            Map.entry(ENETUNREACH, "ENETUNREACH, no route"),
            Map.entry(ENOBUFS, "ENOBUFS, no buffer space"),
            Map.entry(EHOSTUNREACH, "EHOSTUNREACH, no route to the host"));

    private Errno() {}

    /** The name and what it means, or the bare number. */
    public static String describe(int errno) {
        return NAMES.getOrDefault(errno, "error " + errno);
    }
}
