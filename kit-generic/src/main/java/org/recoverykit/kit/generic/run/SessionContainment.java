package org.recoverykit.kit.generic.run;

import java.util.List;
import org.recoverykit.kit.generic.run.ScriptRunner.Purpose;

/**
 * By session, and by a variable that all descendants inherit. A process that has left the session <em>and</em> has thrown its
 * environment away is not found.
 */
record SessionContainment(String resource) implements Containment {

    @Override
    public String level() {
        return "session: descendants are found by their session and by their environment; one that leaves both is not found"
                + " (no writable cgroup v2 here)";
    }

    @Override
    public Entrance enter(Purpose purpose) {
        return new Entrance.Anywhere();
    }

    @Override
    public List<ProcessEntry> members(RunMark run) {
        return ProcessEntry.all(p -> p.session() == run.leader() || p.has(Surroundings.RUN_MARK, run.id()));
    }

    @Override
    public boolean seemsAlone() {
        // A search after each check would cost more than the check.
        return true;
    }

    @Override
    public void kill(RunMark run) {}

    @Override
    public void adopt() {}

    @Override
    public List<ProcessEntry> service() {
        return ProcessEntry.all(p -> p.has(Surroundings.RESOURCE_MARK, resource));
    }

    @Override
    public void release() {}
}
