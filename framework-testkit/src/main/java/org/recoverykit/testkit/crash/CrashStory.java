package org.recoverykit.testkit.crash;

import java.io.IOException;
import org.apiguardian.api.API;

/**
 * What a victim does while it dies, and what its successor has to make of it.
 *
 * @param <S> where it happens
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface CrashStory<S extends CrashStage> {

    /**
     * Up to where the story begins; nobody dies here.
     *
     * @param start the order that starts the engine
     */
    void prepare(Victim victim, S stage, String start) throws Reached, IOException, InterruptedException;

    /** The story itself: at each step of it somebody dies. */
    void happen(Victim victim, S stage, String start) throws Reached, IOException, InterruptedException;

    /** Between the last death and the successor's start. */
    default void afterDeath(S stage) {}

    /**
     * Asserts what the last successor, whose start is done, has to have made of it.
     *
     * @param first the victim, now dead
     * @param deadly the step at which it died
     */
    void judge(Victim first, String deadly, Victim last, S stage) throws Reached, IOException, InterruptedException;
}
