package org.recoverykit.kit.ip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.recoverykit.linux.NetworkUnavailableException;
import org.recoverykit.linux.model.Link;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.KitConfigurationException.Problem;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;

/** The kit {@code ip}: protects an IP address in the network namespace of the thread that calls {@link #create}. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class IpKitProvider implements RecoveryKitProvider<IpConfig> {

    /** For {@link java.util.ServiceLoader}. */
    public IpKitProvider() {}

    @Override
    public String id() {
        return "ip";
    }

    @Override
    public Class<IpConfig> configType() {
        return IpConfig.class;
    }

    /**
     * Listens to the kernel from now on; changes nothing. An interface that is missing now is no error: it may be plugged in
     * later.
     *
     * @throws KitConfigurationException if this process cannot have the network, or an interface cannot carry an address
     *     that others ask for by ARP
     */
    @Override
    public RecoveryKit create(IpConfig config, ResourceContext context) throws KitConfigurationException {
        IpHost host;
        try {
            host = IpHost.shared(config.protectedAddress().family());
        } catch (NetworkUnavailableException unavailable) {
            throw new KitConfigurationException("", String.valueOf(unavailable.getMessage()));
        }
        if (config.where().follows().isPresent()) {
            return helped(
                    new FollowingKit(config, config.where().follows().get(), context, host), config, context, host);
        }
        List<Problem> problems = problems(config, host);
        if (!problems.isEmpty()) {
            host.release();
            throw new KitConfigurationException(problems);
        }
        try {
            IpConfig resolved = AutoInterface.resolve(
                    config, host.network(), context.notes().all());
            CommandedKit kit = new CommandedKit(resolved, context, host);
            kit.open();
            return helped(kit, config, context, host);
        } catch (KitConfigurationException unresolved) {
            host.release();
            throw unresolved;
        }
    }

    private static RecoveryKit helped(RecoveryKit kit, IpConfig config, ResourceContext context, IpHost host) {
        return config.connections()
                .<RecoveryKit>map(settings -> new TakeoverHelp(
                        kit, new ClientConnections(settings, config.protectedAddress(), context, host)))
                .orElse(kit);
    }

    private static List<Problem> problems(IpConfig config, IpHost host) {
        List<Problem> problems = new ArrayList<>();
        host.missing().ifPresent(text -> problems.add(new Problem("", text)));
        loopback(host, config.device()).ifPresent(text -> problems.add(new Problem("interface", text)));
        config.backup()
                .flatMap(name -> loopback(host, name))
                .ifPresent(text -> problems.add(new Problem("backup", text)));
        return problems;
    }

    private static Optional<String> loopback(IpHost host, String name) {
        return host.network()
                .view()
                .link(name)
                .filter(Link::loopback)
                .map(link -> "'" + name + "' is a loopback interface, nobody outside can reach it");
    }
}
