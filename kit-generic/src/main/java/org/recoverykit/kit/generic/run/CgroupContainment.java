package org.recoverykit.kit.generic.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.recoverykit.kit.generic.run.ScriptRunner.Purpose;
import org.recoverykit.linux.file.FileStamp;
import org.recoverykit.linux.process.Signals;

/**
 * By two control groups of the resource: one for the script that runs, one for the service that scripts have started. A
 * process enters before its script begins, and nothing that it starts can leave.
 */
final class CgroupContainment implements Containment {
    static final String MEMBERS = "cgroup.procs";

    /** The controllers that the children of a group have. */
    static final String GIVEN = "cgroup.subtree_control";

    private static final String LIMIT = "pids.max";
    private static final String NO_LIMIT = "max";

    /** What a check or a remove may have running at once, threads counted; a service's own number nobody here can know. */
    private static final String ENOUGH = "1024";

    private final Path parent;
    private final Path run;
    private final Path service;
    private final boolean born;
    private final SessionContainment besides;
    private String limit = "";
    /** Made in this life, and nothing killed in it yet. */
    private boolean fresh;

    /**
     * Below a group that may be written.
     *
     * @param born whether a process can be born in a group here, and need not enter it
     */
    CgroupContainment(Path parent, String resource, String name, boolean born) {
        this.parent = parent;
        this.run = parent.resolve(name + ".run");
        this.service = parent.resolve(name + ".service");
        this.born = born;
        this.besides = new SessionContainment(resource);
    }

    @Override
    public String level() {
        return "cgroup: whatever a script starts is found and ended; scripts "
                + (born ? "are born in their group" : "enter their group by a shell")
                + (EngineGroup.givesOn(parent)
                        ? "; checks and removes may have " + ENOUGH + " processes"
                        : "; nothing limits how many processes a script may have (no pids controller here)");
    }

    @Override
    public Entrance enter(Purpose purpose) throws IOException {
        if (born && !fresh) {
            removeIfEmpty(run);
        }
        if (!isThere(run)) {
            Files.createDirectory(run);
            limit = "";
            fresh = true;
        }
        limit(purpose == Purpose.LEAVES_NOTHING ? ENOUGH : NO_LIMIT);
        return born && fresh ? new Entrance.Born(run) : new Entrance.ByItself(run.resolve(MEMBERS));
    }

    /** A check that goes on and on starting processes must not take the machine with it. Only where {@link EngineGroup} can. */
    private void limit(String wanted) throws IOException {
        Path file = run.resolve(LIMIT);
        if (!wanted.equals(limit) && isThere(file)) {
            PlainFiles.write(file, wanted);
            limit = wanted;
        }
    }

    private static boolean isThere(Path file) {
        return FileStamp.of(file.toString()).isPresent();
    }

    @Override
    public List<ProcessEntry> members(RunMark mark) {
        return members(run);
    }

    @Override
    public boolean seemsAlone() {
        return PlainFiles.isEmpty(run.resolve(MEMBERS)) || numbers(run).isEmpty();
    }

    @Override
    public void kill(RunMark mark) {
        // Whoever is born in a group in which the kernel has ever killed is killed at once, by kernels that count the
        // kills of
        // the parent's group against those of the child's (seen with 6.18); whoever enters it is not.
        fresh = false;
        try {
            // Since Linux 5.14; before that they are ended one by one.
            PlainFiles.write(run.resolve("cgroup.kill"), "1");
        } catch (IOException older) {
            members(run).forEach(p -> p.signal(Signals.KILL));
        }
    }

    @Override
    public void adopt() {
        // Again until nobody is left: one that is moved may just have started another.
        if (seemsAlone()) {
            return;
        }
        for (List<String> left = numbers(run); !left.isEmpty(); left = numbers(run)) {
            try {
                if (!Files.isDirectory(service)) {
                    Files.createDirectory(service);
                }
                for (String pid : left) {
                    move(pid);
                }
            } catch (IOException refused) {
                return;
            }
        }
    }

    private void move(String pid) throws IOException {
        try {
            PlainFiles.write(service.resolve(MEMBERS), pid);
        } catch (IOException e) {
            if (Files.exists(Path.of("/proc", pid))
                    && ProcessEntry.of(Integer.parseInt(pid)).isPresent()) {
                throw e;
            }
        }
    }

    @Override
    public List<ProcessEntry> service() {
        // By number: between two looks a process may go on to run another program, and change its name.
        Map<Integer, ProcessEntry> all = new HashMap<>();
        members(service).forEach(p -> all.put(p.pid(), p));
        members(run).forEach(p -> all.put(p.pid(), p));
        // Those of a former life that had no groups.
        besides.service().forEach(p -> all.put(p.pid(), p));
        return List.copyOf(all.values());
    }

    @Override
    public void release() {
        for (Path group : List.of(run, service)) {
            removeIfEmpty(group);
        }
    }

    /** The kernel refuses to remove a group that has members: the service lives on in it. */
    private static void removeIfEmpty(Path group) {
        boolean unused = group.toFile().delete();
    }

    private static List<ProcessEntry> members(Path group) {
        List<ProcessEntry> found = new ArrayList<>();
        for (String pid : numbers(group)) {
            ProcessEntry.of(Integer.parseInt(pid)).ifPresent(found::add);
        }
        return found;
    }

    private static List<String> numbers(Path group) {
        try {
            return PlainFiles.read(group.resolve(MEMBERS))
                    .lines()
                    // 0 is a process of a namespace that we do not see
                    .filter(pid -> !pid.equals("0"))
                    .toList();
        } catch (IOException noSuchGroup) {
            return List.of();
        }
    }
}
