package org.recoverykit.kit.ip.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;

/** Protects the existence of a file: an application that depends on the address, and outlives the engine. */
final class MarkKitProvider implements RecoveryKitProvider<MarkKitProvider.Config> {
    static final String ID = "mark";

    private final Path file;

    record Config() {}

    MarkKitProvider(Path file) {
        this.file = file;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public RecoveryKit create(Config config, ResourceContext context) {
        return new MarkKit(file);
    }

    private record MarkKit(Path file) implements RecoveryKit {
        @Override
        public ActionResult restore(Call call) {
            try {
                Files.writeString(file, "in service");
                return ActionResult.done();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public ActionResult remove(Call call) {
            try {
                Files.deleteIfExists(file);
                return ActionResult.done();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public CheckResult quickCheck(Call call) {
            return Files.exists(file) ? CheckResult.healthy() : CheckResult.unhealthy("no file");
        }
    }
}
