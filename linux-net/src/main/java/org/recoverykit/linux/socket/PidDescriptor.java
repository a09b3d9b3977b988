package org.recoverykit.linux.socket;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** A process, held by a descriptor: unlike its number, that never comes to mean another one. Needs Linux 5.3. */
public final class PidDescriptor implements AutoCloseable {
    private static final int PIDFD_OPEN = 434;
    private static final int PIDFD_SEND_SIGNAL = 424;
    private static final int WNOHANG = 1;

    private final int pid;
    private final Descriptor descriptor;
    private final Poll poll;

    private PidDescriptor(int pid, Descriptor descriptor) {
        this.pid = pid;
        this.descriptor = descriptor;
        this.poll = new Poll(descriptor);
    }

    /**
     * Takes hold of a process.
     *
     * @throws SystemCallException with ESRCH if there is none
     */
    public static PidDescriptor open(int pid) {
        long fd = NativeProcess.libC().syscall(PIDFD_OPEN, pid, 0, 0, 0);
        if (fd < 0) {
            throw new SystemCallException("take hold of process " + pid, NativeProcess.errno());
        }
        return new PidDescriptor(pid, Descriptor.of((int) fd, "take hold of process " + pid));
    }

    /** One that the kernel has handed out with the process itself. */
    static PidDescriptor of(int pid, int fd) {
        return new PidDescriptor(pid, Descriptor.of(fd, "take hold of process " + pid));
    }

    /** The process's number. */
    public int pid() {
        return pid;
    }

    /** To poll: readable once the process has ended. */
    public Descriptor descriptor() {
        return descriptor;
    }

    /** Waits for its end, at most this long; no interrupt ends the wait. */
    public boolean awaitEnd(long nanos) {
        return poll.await(SocketNumbers.POLLIN, nanos);
    }

    /** Sends it a signal: whether it was still there to get one. */
    public boolean signal(int number) {
        return NativeProcess.libC().syscall(PIDFD_SEND_SIGNAL, descriptor.number(), number, 0, 0) == 0;
    }

    /** Of a child that has ended: how, as wait(2) encodes it, once; empty if it runs or somebody else has asked before. */
    public OptionalInt reap() {
        ByteBuffer status = Buffers.direct(Integer.BYTES);
        int reaped = NativeProcess.libC().waitpid(pid, status, WNOHANG);
        return reaped == pid ? OptionalInt.of(status.getInt(0)) : OptionalInt.empty();
    }

    /** Takes a child's remains away that is at its end, or about to be. */
    void reapAtItsEnd() {
        int unused = NativeProcess.libC().waitpid(pid, Buffers.direct(Integer.BYTES), 0);
    }

    /** Sends a signal to a process group; 0 only asks: whether anybody is in it. */
    public static boolean signalGroup(int group, int number) {
        return NativeProcess.libC().kill(-group, number) == 0;
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
