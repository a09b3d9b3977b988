package org.recoverykit.kit.ec2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;

/** The kit {@code ec2}: protects the way to an address of a VPC, by route tables or by an Elastic IP. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Ec2KitProvider implements RecoveryKitProvider<Ec2Config> {
    private static final Path INTERFACES = Path.of("/sys/class/net");

    /** For {@link java.util.ServiceLoader}. */
    public Ec2KitProvider() {}

    @Override
    public String id() {
        return "ec2";
    }

    @Override
    public Class<Ec2Config> configType() {
        return Ec2Config.class;
    }

    /**
     * Begins to connect in the background, and changes nothing. That EC2 or the metadata service does not answer now is no
     * error: checks say Unknown until they do. Whether the settings fit what EC2 has is told by restore and by the command
     * {@code validate}.
     *
     * @throws KitConfigurationException if credentials are to come from a file that cannot be read
     */
    @Override
    public RecoveryKit create(Ec2Config config, ResourceContext context) throws KitConfigurationException {
        Optional<String> profiles = config.reach().profileFile();
        if (profiles.isPresent() && !isReadable(profiles.get())) {
            throw new KitConfigurationException(
                    "api.profileFile", "'" + profiles.get() + "' cannot be read; name a file with profiles");
        }
        return create(config, context, Ec2Host.shared(config.reach(), context));
    }

    /** A kit over this host, which it releases when it is closed. */
    static Ec2Kit<?> create(Ec2Config config, ResourceContext context, Ec2Host host) {
        HomeChoice choice = new HomeChoice(config, Ec2KitProvider::macOf);
        Ec2Kit<?> kit = config.scenario() == Scenario.ROUTE_TABLE
                ? new Ec2Kit<>(config, context, host, choice, new RouteWay(config, host))
                : new Ec2Kit<>(config, context, host, choice, new AddressWay(config, host));
        kit.open();
        return kit;
    }

    private static boolean isReadable(String file) {
        try {
            return Files.isReadable(Path.of(file));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    /** The hardware address of a local interface; none for a name that is no interface. */
    private static Optional<String> macOf(String name) {
        try {
            Path file = INTERFACES.resolve(name).resolve("address").normalize();
            return file.startsWith(INTERFACES) && Files.isReadable(file)
                    ? Optional.of(Files.readString(file).strip())
                    : Optional.empty();
        } catch (IOException | InvalidPathException notAnInterface) {
            return Optional.empty();
        }
    }
}
