package org.recoverykit.testkit.crash;

import java.io.IOException;
import org.apiguardian.api.API;

/** The world in which victims die one after the other, and which has to be as before when each of them is made good. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface CrashStage extends AutoCloseable {

    /** Begins a victim's process in this world. */
    Process begin(ProcessBuilder victim) throws IOException;

    /** Whose main method it runs: one that calls {@link VictimLife#live}. */
    Class<?> victim();

    /**
     * Begins a case: with an empty state directory of its own.
     *
     * @return the order that starts an engine on it
     */
    String newLife() throws IOException;

    /** Lets the last successor take everything out of service; nothing may be left of any of them. */
    void takeOut(Victim last) throws Reached, IOException, InterruptedException;

    /** Takes the world away; the victims are dead by then. */
    @Override
    void close();
}
