package org.example.memorykit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.RecoveryKit;

/** In service while the file holds the value. The file is the only state, so a crash loses nothing. */
record MemoryKit(Path file, String value) implements RecoveryKit {

    @Override
    public ActionResult restore(Call call) {
        return act(call, "write the value", () -> Files.writeString(file, value));
    }

    @Override
    public ActionResult remove(Call call) {
        return act(call, "delete the file", () -> Files.deleteIfExists(file));
    }

    @Override
    public CheckResult quickCheck(Call call) {
        try {
            boolean held = Files.exists(file) && Files.readString(file).equals(value);
            return held ? CheckResult.healthy() : CheckResult.unhealthy(file + " does not hold the value");
        } catch (IOException e) {
            return CheckResult.unknown("cannot read " + file + ": " + e);
        }
    }

    @Override
    public ActionResult localRecovery(Call call, CheckResult.Unhealthy problem) {
        return restore(call);
    }

    private ActionResult act(Call call, String what, Callable<?> effect) {
        try {
            call.step("before: " + what);
            effect.call();
            call.step("after: " + what);
            return ActionResult.done();
        } catch (Exception e) {
            return ActionResult.indeterminate("cannot " + what + " (" + file + "): " + e);
        }
    }
}
