package org.recoverykit.kit.generic.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recoverykit.linux.process.Signals;

/**
 * By two control groups of the resource: one for the script that runs, one for the service that scripts have started. A
 * process enters before its script begins, and nothing that it starts can leave.
 */
final class CgroupContainment implements Containment {
    private static final String MEMBERS = "cgroup.procs";

    private final Path run;
    private final Path service;
    private final SessionContainment besides;

    /** Below a group that may be written. */
    CgroupContainment(Path parent, String resource, String name) {
        this.run = parent.resolve(name + ".run");
        this.service = parent.resolve(name + ".service");
        this.besides = new SessionContainment(resource);
    }

    /** The group of this process, if groups may be made in it. */
    static Optional<Path> parent() {
        try {
            Optional<String> own = PlainFiles.read(Path.of("/proc/self/cgroup"))
                    .lines()
                    .filter(line -> line.startsWith("0::/"))
                    .map(line -> line.substring("0::/".length()))
                    .findFirst();
            Optional<String> mount = PlainFiles.read(Path.of("/proc/self/mountinfo"))
                    .lines()
                    .filter(line -> line.contains(" - cgroup2 "))
                    .map(line -> line.split(" ", -1)[4])
                    .findFirst();
            return mount.flatMap(m -> own.map(o -> Path.of(m).resolve(o)))
                    .filter(group -> Files.isWritable(group) && Files.isWritable(group.resolve(MEMBERS)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public String level() {
        return "cgroup: whatever a script starts is found and ended";
    }

    @Override
    public Optional<String> enter() throws IOException {
        if (!Files.isDirectory(run)) {
            Files.createDirectory(run);
        }
        return Optional.of(run.resolve(MEMBERS).toString());
    }

    @Override
    public List<ProcessEntry> members(RunMark mark) {
        return members(run);
    }

    @Override
    public boolean seemsAlone() {
        return numbers(run).isEmpty();
    }

    @Override
    public void kill(RunMark mark) {
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
