package org.recoverykit.linux;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.recoverykit.linux.model.Capability;
import org.recoverykit.linux.socket.Errno;
import org.recoverykit.linux.socket.PacketSocket;
import org.recoverykit.linux.socket.SystemCallException;

/**
 * Tries what needs a capability, in a way that changes nothing. The process's own list of capabilities will not do: what
 * counts is whether it has them over the user namespace that owns the network namespace.
 */
final class CapabilityCheck {
    private static final int NO_INTERFACE = 0;

    private final Requests requests;
    private final NamespaceThread namespace;

    CapabilityCheck(Requests requests, NamespaceThread namespace) {
        this.requests = requests;
        this.namespace = namespace;
    }

    KernelAnswer<Set<Capability>> missing(Duration timeout) {
        Set<Capability> missing = EnumSet.noneOf(Capability.class);
        for (Capability capability : Capability.values()) {
            KernelResult tried = capability == Capability.NET_ADMIN ? removeNothing(timeout) : openPackets(timeout);
            if (tried instanceof KernelResult.Refused refused && refused.errno() == Errno.EPERM) {
                missing.add(capability);
            } else if (!tried.ok()) {
                return new KernelAnswer.NotAnswered<>(tried);
            }
        }
        return new KernelAnswer.Answered<>(Collections.unmodifiableSet(missing));
    }

    /** The kernel looks at the capability first, and only then for the interface, which it does not find. */
    private KernelResult removeNothing(Duration timeout) {
        KernelResult tried = requests.change(AddressChange.remove(NO_INTERFACE, Rehearsal.ABSENT, 32), timeout);
        return tried.kind() == KernelResult.Kind.NO_INTERFACE ? KernelResult.Ok.PLAIN : tried;
    }

    /** On no interface, so that it takes up no frames. */
    private KernelResult openPackets(Duration timeout) {
        String what = "open a packet socket";
        try {
            Optional<PacketSocket> opened = namespace.call(() -> PacketSocket.forSending(NO_INTERFACE), timeout);
            opened.ifPresent(PacketSocket::close);
            return opened.isPresent()
                    ? KernelResult.Ok.PLAIN
                    : new KernelResult.TimedOut(what + ": not done within " + timeout.toMillis() + " ms");
        } catch (SystemCallException e) {
            return Verdict.failed(Verdict.Purpose.SET, what, e.errno(), "");
        } catch (Exception e) {
            return new KernelResult.Refused(Errno.EINVAL, "", what + ": " + e);
        }
    }
}
