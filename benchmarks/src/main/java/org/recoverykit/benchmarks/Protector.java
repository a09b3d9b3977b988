package org.recoverykit.benchmarks;

/** Keeps addresses of a server answering, until closed: our engine, or a reference. */
interface Protector extends AutoCloseable {

    /** Where. */
    Server server();

    /** The first of its addresses; more follow it without a gap. */
    default String address() {
        return server().firstProtected();
    }

    /** Waits until it has done all that followed from the last round: a bench measures one trouble at a time. */
    default void awaitCalm() throws InterruptedException {}

    @Override
    void close();
}
