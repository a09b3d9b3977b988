package org.recoverykit.kit.generic.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.recoverykit.kit.generic.run.ScriptFile.Look;
import org.recoverykit.linux.file.FileStamp;

/**
 * A script that {@link ScriptFile} found good, with all that this rests on: owner and mode of the file and of each directory
 * above, the file's content, and the program that runs it. Before each run the kernel is asked whether all of that is as it
 * was; where anything is not, the script is looked at anew. Scripts are remembered for all resources together: a thousand may
 * use the same.
 */
final class KnownScript {
    private static final Map<Key, KnownScript> KNOWN = new ConcurrentHashMap<>();
    private static final int MOST = 4096;

    /** What changes twice within a tick of the kernel's clock, at most 10 ms, has the same times twice. */
    private static final long SETTLED = TimeUnit.MILLISECONDS.toNanos(100);

    /** The same where the file system keeps whole seconds only, or every other. */
    private static final long SETTLED_COARSE = TimeUnit.SECONDS.toNanos(3);

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** From the root down, the script last. */
    private final List<String> places;

    private final List<FileStamp> stamps;
    private final Optional<FileStamp> interpreter;
    private final Look.Good good;

    private KnownScript(List<String> places, List<FileStamp> stamps, Optional<FileStamp> interpreter, Look.Good good) {
        this.places = places;
        this.stamps = stamps;
        this.interpreter = interpreter;
        this.good = good;
    }

    private record Key(String script, boolean execute, OptionalInt runAs) {}

    /**
     * What {@link ScriptFile#executable} says.
     *
     * @param now tells whether the last change was long enough ago; a clock that is wrong by hours makes each look a new one, or
     *     remembers a script that has just changed
     */
    static Look executable(String script, OptionalInt runAs, Instant now) {
        return look(new Key(script, true, runAs), now);
    }

    /** What {@link ScriptFile#readable} says. */
    static Look readable(String script, OptionalInt runAs, Instant now) {
        return look(new Key(script, false, runAs), now);
    }

    private static Look look(Key key, Instant now) {
        KnownScript known = KNOWN.get(key);
        if (known != null && known.isAsItWas()) {
            return known.good;
        }
        KNOWN.remove(key);
        // Before the look: what changes during it differs from this the next time.
        List<String> places = places(key.script());
        List<FileStamp> stamps = stamps(places);
        Look look = key.execute()
                ? ScriptFile.executable(key.script(), key.runAs())
                : ScriptFile.readable(key.script(), key.runAs());
        if (look instanceof Look.Good good && !stamps.isEmpty() && settled(stamps.get(stamps.size() - 1), now)) {
            remember(key, new KnownScript(places, stamps, good.interpreter().flatMap(FileStamp::behind), good));
        }
        return look;
    }

    private static boolean settled(FileStamp script, Instant now) {
        long wait = script.changed() % SECOND == 0 ? SETTLED_COARSE : SETTLED;
        return TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli()) - script.changed() > wait;
    }

    private static void remember(Key key, KnownScript found) {
        if (found.interpreter.isPresent() != found.good.interpreter().isPresent()) {
            return; // gone since
        }
        if (KNOWN.size() >= MOST) {
            KNOWN.clear();
        }
        KNOWN.put(key, found);
    }

    private boolean isAsItWas() {
        int last = places.size() - 1;
        for (int i = 0; i < last; i++) {
            // A directory's times change with each entry of it that comes or goes; which entry is ours its own stamp
            // tells.
            if (!FileStamp.of(places.get(i)).filter(stamps.get(i)::sameRights).isPresent()) {
                return false;
            }
        }
        return FileStamp.of(places.get(last)).filter(stamps.get(last)::equals).isPresent() && interpreterIsAsItWas();
    }

    private boolean interpreterIsAsItWas() {
        return interpreter.isEmpty()
                || good.interpreter()
                        .flatMap(FileStamp::behind)
                        .filter(interpreter.get()::sameRights)
                        .isPresent();
    }

    /** The path and all above it, where the path says in so many words what they are; else none. */
    private static List<String> places(String path) {
        List<String> places = new ArrayList<>();
        boolean plain = path.startsWith("/") && !path.endsWith("/");
        for (int slash = 0, next; plain && slash >= 0; slash = next) {
            places.add(slash == 0 ? "/" : path.substring(0, slash));
            next = path.indexOf('/', slash + 1);
            String name = path.substring(slash + 1, next < 0 ? path.length() : next);
            plain = !name.isEmpty() && !name.equals(".") && !name.equals("..");
        }
        places.add(path);
        return plain ? List.copyOf(places) : List.of();
    }

    /** Of each; none if one cannot be had, or is a link: where that leads would have to be looked at, too. */
    private static List<FileStamp> stamps(List<String> places) {
        List<FileStamp> stamps = new ArrayList<>();
        for (String place : places) {
            Optional<FileStamp> stamp = FileStamp.of(place).filter(found -> !found.isLink());
            if (stamp.isEmpty()) {
                return List.of();
            }
            stamps.add(stamp.get());
        }
        return List.copyOf(stamps);
    }
}
