package org.recoverykit.linux.codec;

/** The numbers of rtnetlink that more than one codec needs. */
public final class Rtnetlink {
    // Message types.
    public static final int ERROR = 2;
    public static final int DONE = 3;
    public static final int OVERRUN = 4;
    public static final int NEW_LINK = 16;
    public static final int DEL_LINK = 17;
    public static final int GET_LINK = 18;
    public static final int SET_LINK = 19;
    public static final int NEW_ADDRESS = 20;
    public static final int DEL_ADDRESS = 21;
    public static final int GET_ADDRESS = 22;
    public static final int NEW_ROUTE = 24;
    public static final int DEL_ROUTE = 25;
    public static final int GET_ROUTE = 26;
    public static final int DEL_NEIGHBOUR = 29;
    public static final int NEW_RULE = 32;
    public static final int DEL_RULE = 33;
    public static final int GET_RULE = 34;

    // Message flags.
    public static final int REQUEST = 0x1;
    public static final int ACK = 0x4;
    /** The dump changed under the reading. */
    public static final int DUMP_INTERRUPTED = 0x10;

    public static final int DUMP = 0x300;
    public static final int REPLACE = 0x100;
    public static final int EXCLUSIVE = 0x200;
    public static final int CREATE = 0x400;

    // Multicast groups.
    public static final int GROUP_LINK = 1;
    public static final int GROUP_IPV4_ADDRESS = 5;
    public static final int GROUP_IPV6_ADDRESS = 9;

    // Address families.
    public static final int UNSPECIFIED = 0;
    public static final int INET = 2;
    public static final int INET6 = 10;

    private Rtnetlink() {}
}
