package org.recoverykit.examples.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that is done to the service, and what must come of it.
 *
 * @param title for the heading and the table
 * @param who on whose side it happens
 * @param what what happens, one line
 * @param deed makes it happen
 * @param ending what must be so afterwards
 */
record Act(String title, String who, String what, Runnable deed, Ending ending) {

    /** What an act must lead to. */
    @FunctionalInterface
    interface Ending {
        /**
         * What is still missing, for a person; empty once everything is as it must be.
         *
         * @param blow when the deed was done
         */
        Optional<String> missing(Instant blow);
    }

    /**
     * How an act went.
     *
     * @param title the act's
     * @param detected how long until an engine noticed, if anything was to be noticed
     * @param inService how long until all was in service again, if anything had been out
     * @param address for how long the client had no answer from the address; zero if it lost none
     * @param page for how long it got no page; zero if it always did
     * @param done what the engines did
     * @param problem why it did not end as it must; empty if it did
     */
    record Report(
            String title,
            Optional<Duration> detected,
            Optional<Duration> inService,
            Duration address,
            Duration page,
            String done,
            Optional<String> problem) {}
}
