package org.recoverykit.testkit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;
import org.recoverykit.spi.Setting;

/**
 * Makes {@link ScriptedKit}s. Keep it across engines: its resources are the world, which does not end when an engine does.
 * Given to the engine's builder by the test; it is in no services file.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ScriptedKitProvider implements RecoveryKitProvider<ScriptedKitProvider.Config> {

    /**
     * Settings of a scripted kit.
     *
     * @param settings anything; {@code refuse: <message>} makes create refuse with that message
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Config(
            @Setting("Anything; 'refuse' is a message to refuse with")
            Map<String, String> settings) {
        /** Keeps a copy. */
        public Config {
            settings = Map.copyOf(settings);
        }
    }

    private final String id;
    private final Map<String, ScriptedResource> resources = new ConcurrentHashMap<>();
    private final HappeningLog log = new HappeningLog();

    /** Under the id {@code scripted}. */
    public ScriptedKitProvider() {
        this("scripted");
    }

    /** Under another id. */
    public ScriptedKitProvider(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public RecoveryKit create(Config config, ResourceContext context) throws KitConfigurationException {
        String refusal = config.settings().get("refuse");
        if (refusal != null) {
            throw new KitConfigurationException("settings.refuse", refusal);
        }
        ScriptedResource resource = resource(context.tag());
        resource.attach(context);
        return new ScriptedKit(resource, log);
    }

    /** The resource of that name; made, out of service, at first mention, before or after its kit. */
    public ScriptedResource resource(String tag) {
        return resources.computeIfAbsent(tag, ScriptedResource::new);
    }

    /** All calls so far of all its kits, in order. */
    public List<Happening> happenings() {
        return log.all();
    }

    /** Forgets the calls so far. */
    public void forgetHappenings() {
        log.clear();
    }
}
