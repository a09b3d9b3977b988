package org.recoverykit.kit.generic.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.recoverykit.kit.generic.run.ScriptRunner.Purpose;

/** How the processes of one resource's scripts are found again, whatever they do. */
interface Containment {

    /** For a person: what this finds, and what it does not. */
    String level();

    /**
     * Makes ready for a run.
     *
     * @param purpose what the run leaves behind: what must leave nothing needs few processes, and gets no more
     */
    Entrance enter(Purpose purpose) throws IOException;

    /** The processes of a run that live. */
    List<ProcessEntry> members(RunMark run);

    /** Whether, as far as one cheap look tells, nobody of the run that has ended is left beside its group. */
    boolean seemsAlone();

    /** Ends all of them that it can at once; others are ended one by one. */
    void kill(RunMark run);

    /** The run's processes are the service from now on. */
    void adopt();

    /** The service's processes: all that this resource's scripts have started and that live. */
    List<ProcessEntry> service();

    /** Leaves nothing of its own behind that is not in use. */
    void release();

    /** How the first process of a run comes to be contained. */
    sealed interface Entrance {

        /** It needs no group: its session and its environment tell whose it is. */
        record Anywhere() implements Entrance {}

        /**
         * It writes its number there before it becomes the script. That waits for a grace period of the kernel's (4 to 16 ms)
         * unless somebody else has moved a process just now.
         *
         * @param members the group's list of members
         */
        record ByItself(Path members) implements Entrance {}

        /**
         * It is born there, which costs nothing.
         *
         * @param group the group's directory
         */
        record Born(Path group) implements Entrance {}
    }

    /**
     * One run.
     *
     * @param id the run's name, in its processes' environment
     * @param leader the number of its first process, of its session and group
     */
    record RunMark(String id, int leader) {}
}
