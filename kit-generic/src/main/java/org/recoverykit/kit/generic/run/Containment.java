package org.recoverykit.kit.generic.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** How the processes of one resource's scripts are found again, whatever they do. */
interface Containment {

    /** For a person: what this finds, and what it does not. */
    String level();

    /** Makes ready for a run: the file into which a process writes its number to be contained, if there is one. */
    Optional<String> enter() throws IOException;

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

    /**
     * One run.
     *
     * @param id the run's name, in its processes' environment
     * @param leader the number of its first process, of its session and group
     */
    record RunMark(String id, int leader) {}
}
