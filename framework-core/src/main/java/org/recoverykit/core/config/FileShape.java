package org.recoverykit.core.config;

import java.util.List;
import java.util.Map;
import org.recoverykit.spi.Setting;

/** The keys of a configuration file, level by level; what is inside an
 * Object is bound by itself, so that one mistake hides no other. */
final class FileShape {

    private FileShape() {}

    record Root(
            @Setting("this node's name") String node,

            @Setting(value = "where facts are kept", defaultValue = "/var/lib/recoverykit")
            String stateDirectory,

            Map<String, Object> defaults,
            Map<String, Object> hierarchies) {}

    record Hierarchy(Map<String, Object> defaults, Map<String, Object> resources) {}

    record Resource(
            @Setting("the id of the kit that protects it") String kit,
            List<String> dependsOn,
            Map<String, Object> settings,
            Map<String, Object> policy) {}
}
