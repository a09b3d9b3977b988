package org.recoverykit.kit.generic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.Notes;

/**
 * What is known of an application that nothing checks: that its restore was done in this run of the machine, and its remove was
 * not begun. Said openly to be no more than that.
 */
final class Assumption {
    private static final String KEY = "restored";
    private static final String BEGUN = "begun";

    private final Notes notes;

    Assumption(Notes notes) {
        this.notes = notes;
    }

    /** Before anything is done: nothing can be said from now on. */
    void begin() {
        notes.put(KEY, BEGUN);
    }

    void restored() {
        notes.put(KEY, boot());
    }

    void removed() {
        notes.remove(KEY);
    }

    boolean holds() {
        return notes.get(KEY).filter(boot()::equals).isPresent();
    }

    CheckResult check() {
        return holds()
                ? CheckResult.healthyBut("restored, and nothing checks it: give quickCheck, pidFile or process")
                : CheckResult.unhealthy("not restored by this engine since the machine started");
    }

    /** Another one after each start of the machine, when nothing runs any more. */
    private static String boot() {
        try {
            return Files.readAllLines(Path.of("/proc/sys/kernel/random/boot_id"))
                    .get(0);
        } catch (IOException e) {
            return "unknown boot";
        }
    }
}
