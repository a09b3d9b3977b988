package org.recoverykit.linux.socket;

/** The numbers of Linux' socket interface (generic ABI: x86-64, arm64, riscv64). */
public final class SocketNumbers {
    /** Do not wait. */
    public static final int MSG_DONTWAIT = 0x40;
    /** Something to read. */
    public static final int POLLIN = 0x1;
    /** Room to write. */
    public static final int POLLOUT = 0x4;

    static final int MSG_TRUNC = 0x20;
    static final int AF_INET = 2;
    static final int IPPROTO_ICMP = 1;
    static final int AF_INET6 = 10;
    static final int IPPROTO_ICMPV6 = 58;
    static final int ICMP6_FILTER = 1;
    static final int IPPROTO_TCP = 6;
    static final int AF_NETLINK = 16;
    static final int NETLINK_ROUTE = 0;
    static final int NETLINK_SOCK_DIAG = 4;
    static final int AF_PACKET = 17;
    static final int SOCK_RAW = 3;
    static final int SOCK_CLOEXEC = 0x80000;
    static final int O_CLOEXEC = 0x80000;
    static final int NONBLOCK = 0x800;
    static final int SOL_SOCKET = 1;
    static final int SO_SNDBUF = 7;
    static final int SO_RCVBUF = 8;
    static final int SO_BROADCAST = 6;
    static final int SO_BINDTODEVICE = 25;
    static final int SO_ATTACH_FILTER = 26;
    static final int SO_SNDBUFFORCE = 32;
    static final int SO_RCVBUFFORCE = 33;
    static final int SOL_NETLINK = 270;
    static final int NETLINK_ADD_MEMBERSHIP = 1;
    static final int NETLINK_CAP_ACK = 10;
    static final int NETLINK_EXT_ACK = 11;
    static final int NETLINK_GET_STRICT_CHK = 12;
    static final int ETH_P_ALL = 3;
    public static final int ETH_P_ARP = 0x0806;
    public static final int ETH_P_IPV6 = 0x86dd;
    static final int CLONE_NEWNET = 0x4000_0000;

    private SocketNumbers() {}
}
