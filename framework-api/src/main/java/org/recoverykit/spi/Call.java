package org.recoverykit.spi;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * One invocation of a kit: how long it may take, and why it is made. Made by the engine (in a kit's own tests by the test
 * kit), valid until the method returns, usable from any thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Call {

    /** Why the engine calls. */
    enum Why {
        /** The periodic or asked-for look. */
        CHECK,
        /** The host, or a person, asked for it. */
        COMMAND,
        /** The engine has just started and makes the world agree with what it had promised. */
        START,
        /** A check had failed here. */
        RECOVERY,
        /** The hierarchy leaves this node, or arrives from another, after a failure. */
        FAILOVER,
        /** The same by command. */
        SWITCHOVER,
        /** Something above failed to start: what had been started for it is taken back. */
        UNWIND
    }

    /** What is left of this call's time; zero or less when it is over. The engine interrupts the thread at zero. */
    Duration remaining();

    /** The engine's count of this operation in a row without success, from 1. */
    int attempt();

    /** Why this call is made. */
    Why why();

    /**
     * The right to act. A kit whose effects others can see asks {@link Ownership#valid()} right before each such effect.
     */
    Ownership ownership();

    /**
     * Tells the engine how far this call has come: the name is shown when the call runs out of time ("restore timed out
     * after 'address added'"). Steps also are the places at which the test kit kills the process, so put one before and
     * after every effect that must not be left half done.
     *
     * @param name a few words, constant text; not null
     */
    void step(String name);
}
