package org.recoverykit.linux;

import org.apiguardian.api.API;

/**
 * Hears first, and on the thread that reads the kernel's events, of every link that is up and has no carrier. Between the kernel's
 * word and this call lies nothing but the look at one flag: the message is not decoded, the {@link NetworkView} does not know
 * of it yet, and nobody compares it with what was known. So it comes again with each further word about a dead link, also about
 * one that has long been dead; and it is not called where the carrier was found missing by asking. {@link LinkListener}s hear
 * of all of it a moment later.
 *
 * <p>For what was decided and prepared beforehand, like {@link ReadyFrame#send}. A few microseconds; must not block.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface CarrierAlarm {

    /** The kernel says that the link of this index has no carrier. */
    void withoutCarrier(int ifindex);

    /**
     * Walks the same way for a link of its choice, to the last step before anything is changed or anybody is told. Called on the same thread each time
     * the links were asked for their carrier: code and data of a way that is walked once in months have left the processor's
     * caches, and fetching them takes longer than all the rest. Does nothing unless overridden. Some microseconds; must not block. One that throws
     * is logged and not exercised again; alarms still come.
     */
    default void exercise() {}
}
