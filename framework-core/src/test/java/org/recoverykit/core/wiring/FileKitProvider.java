package org.recoverykit.core.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;

/** Protects a file's existence: a world that outlives the process. */
final class FileKitProvider implements RecoveryKitProvider<FileKitProvider.Config> {
    static final List<String> STEPS = List.of("begun", "done");

    private final Path world;
    private final Map<String, ResourceContext> contexts = new ConcurrentHashMap<>();

    record Config() {}

    FileKitProvider(Path directory) {
        this.world = world(directory);
    }

    static Path world(Path directory) {
        return directory.resolve("world");
    }

    void breakAndTell(String tag) {
        act(() -> Files.deleteIfExists(world.resolve(tag)));
        Optional.ofNullable(contexts.get(tag)).orElseThrow().suspect("deleted");
    }

    @Override
    public String id() {
        return "file";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public RecoveryKit create(Config config, ResourceContext context) {
        contexts.put(context.tag(), context);
        return new FileKit(world.resolve(context.tag()));
    }

    private interface Effect {
        void run() throws IOException;
    }

    private static ActionResult act(Effect effect) {
        try {
            effect.run();
            return ActionResult.done();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record FileKit(Path file) implements RecoveryKit {
        @Override
        public ActionResult restore(Call call) {
            return stepping(call, () -> Files.writeString(file, "in service"));
        }

        @Override
        public ActionResult remove(Call call) {
            return stepping(call, () -> Files.deleteIfExists(file));
        }

        @Override
        public ActionResult localRecovery(Call call, CheckResult.Unhealthy problem) {
            return restore(call);
        }

        @Override
        public CheckResult quickCheck(Call call) {
            return Files.exists(file) ? CheckResult.healthy() : CheckResult.unhealthy("no file");
        }

        private static ActionResult stepping(Call call, Effect effect) {
            call.step(STEPS.get(0));
            ActionResult result = act(effect);
            call.step(STEPS.get(1));
            return result;
        }
    }
}
