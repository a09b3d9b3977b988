package org.recoverykit.kit.generic.ocf;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which agent.
 *
 * @param root OCF_ROOT, with {@code resource.d} and {@code lib}
 * @param provider who wrote it, as {@code heartbeat}
 * @param type its name, as {@code redis}
 * @param path the file
 */
record AgentName(Path root, String provider, String type, Path path) {
    private static final Pattern NAME = Pattern.compile("(?:ocf:)?([A-Za-z0-9_.-]+):([A-Za-z0-9_.-]+)");

    /**
     * {@code ocf:heartbeat:redis}, {@code heartbeat:redis} or an absolute path.
     *
     * @throws IllegalArgumentException if it is none of these, with what is allowed
     */
    static AgentName of(String written, Path root) {
        if (!root.isAbsolute()) {
            throw new IllegalArgumentException("root: " + root + " is not absolute");
        }
        if (written.startsWith("/")) {
            Path path = Path.of(written).normalize();
            Path file = path.getFileName();
            Path above = path.getParent();
            Path directory = above == null ? null : above.getFileName();
            if (file != null && directory != null) {
                return new AgentName(root, directory.toString(), file.toString(), path);
            }
        }
        Matcher name = NAME.matcher(written);
        if (!name.matches() || name.group(1).startsWith(".") || name.group(2).startsWith(".")) {
            throw new IllegalArgumentException("agent: '" + written
                    + "' names no agent; write provider:type as in heartbeat:redis, or an absolute path");
        }
        String provider = name.group(1);
        String type = name.group(2);
        return new AgentName(
                root,
                provider,
                type,
                root.resolve("resource.d").resolve(provider).resolve(type));
    }
}
