package org.recoverykit.spi;

import org.apiguardian.api.API;

/**
 * The engine's permission, given in advance, to begin a local recovery on the very thread that saw the trouble. See
 * {@link ResourceContext#firstAid()}. For one use, at once; not kept.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface FirstAid {

    /** The right to act, as in {@link Call#ownership()}. */
    Ownership ownership();

    /** As {@link Call#step}: where a crash is tried. */
    void step(String name);

    /**
     * Says that it was given, or tried: the engine checks at once, as after {@link ResourceContext#suspect}, and completes
     * it by an ordinary local recovery. To be called in any case.
     *
     * @param reason what had been seen, one line for the event log
     */
    void given(String reason);
}
