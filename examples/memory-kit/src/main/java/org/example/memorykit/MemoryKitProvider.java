package org.example.memorykit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;
import org.recoverykit.spi.Setting;

public final class MemoryKitProvider implements RecoveryKitProvider<MemoryKitProvider.Config> {

    public record Config(
            @Setting("Directory that all readers see; must exist")
            String directory,

            @Setting(value = "What readers find", defaultValue = "in service")
            String value) {}

    @Override
    public String id() {
        return "memory";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public RecoveryKit create(Config config, ResourceContext context) throws KitConfigurationException {
        Path directory = Path.of(config.directory());
        if (!Files.isDirectory(directory)) {
            throw new KitConfigurationException("directory", directory + " is no directory; make it, or name another");
        }
        return new MemoryKit(directory.resolve(context.tag()), config.value());
    }
}
