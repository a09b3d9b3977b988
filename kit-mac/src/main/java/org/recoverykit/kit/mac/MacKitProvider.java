package org.recoverykit.kit.mac;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.NetworkUnavailableException;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.KitConfigurationException.Problem;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;

/** The kit {@code mac}: protects an Ethernet address in the network namespace of the thread that calls {@link #create}. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MacKitProvider implements RecoveryKitProvider<MacConfig> {
    private final Surroundings surroundings;
    private final UnaryOperator<LinuxNetwork> driver;

    /** For {@link java.util.ServiceLoader}. */
    public MacKitProvider() {
        this(Surroundings.real(), UnaryOperator.identity());
    }

    /** On another machine, as far as a test can tell. */
    MacKitProvider(Surroundings surroundings, UnaryOperator<LinuxNetwork> driver) {
        this.surroundings = surroundings;
        this.driver = driver;
    }

    @Override
    public String id() {
        return "mac";
    }

    @Override
    public Class<MacConfig> configType() {
        return MacConfig.class;
    }

    /**
     * Listens to the kernel from now on; changes nothing. Notes the protected address when it sees the interface for the
     * first time. An interface that is missing now is no error: it may be plugged in later.
     *
     * @throws KitConfigurationException if this process cannot have the network, or these interfaces must not be used so
     */
    @Override
    public RecoveryKit create(MacConfig config, ResourceContext context) throws KitConfigurationException {
        MacHost host;
        try {
            host = MacHost.shared(surroundings, driver);
        } catch (NetworkUnavailableException unavailable) {
            throw new KitConfigurationException("", String.valueOf(unavailable.getMessage()));
        }
        List<Problem> problems = problems(config, context, host);
        if (problems.isEmpty()) {
            problems.addAll(host.claims().claim(context.tag(), config));
        }
        if (!problems.isEmpty()) {
            host.release(NOBODY);
            throw new KitConfigurationException(problems);
        }
        MacKit kit = new MacKit(config, context, host);
        kit.open();
        return kit;
    }

    /** No tag: whoever was refused has claimed nothing, and may have the tag of one that has. */
    private static final String NOBODY = "";

    private static List<Problem> problems(MacConfig config, ResourceContext context, MacHost host) {
        NetworkView view = host.network().view();
        List<Problem> problems = new ArrayList<>();
        LinkRules.refusal(view, config.device(), host.surroundings())
                .ifPresent(text -> problems.add(new Problem("interface", text)));
        Optional<String> backup = config.backup();
        backup.flatMap(name -> LinkRules.refusal(view, name, host.surroundings()))
                .or(() ->
                        backup.filter(name -> !isInUse(name, context)).flatMap(name -> LinkRules.clientsOf(view, name)))
                .ifPresent(text -> problems.add(new Problem("backup", text)));
        return problems;
    }

    /** After a crash the backup may carry the address, and rightly what depends on it. */
    private static boolean isInUse(String backup, ResourceContext context) {
        MacNotes notes = new MacNotes(context.notes());
        return notes.held().isPresent() && notes.place().filter(backup::equals).isPresent();
    }
}
