package org.example.memorykit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.testkit.KitHarness;
import org.recoverykit.testkit.RecoveryKitContract;

class MemoryKitTest implements RecoveryKitContract {
    @TempDir
    private Path directory;

    @Override
    public KitHarness<?> harness() throws IOException {
        Path shared = Files.createTempDirectory(directory, "shared");
        Path file = shared.resolve(KitHarness.TAG);
        return KitHarness.of(
                new MemoryKitProvider(),
                new MemoryKitProvider.Config(shared.toString(), "42"),
                () -> Files.delete(file),
                () -> Files.exists(file));
    }
}
