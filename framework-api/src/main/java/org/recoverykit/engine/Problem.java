package org.recoverykit.engine;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * Something that is wrong with a configuration or a kit, for a person to mend.
 *
 * @param source the file, class or jar it is in
 * @param line its line, where known, from 1
 * @param path the key path in it ({@code hierarchies.web.resources.vip.address}); may be empty
 * @param message what was found, what is allowed, what to do
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Problem(String source, OptionalInt line, String path, String message) {

    /** Refuses null. */
    public Problem {
        requireNonNull(source, "source");
        requireNonNull(line, "line");
        requireNonNull(path, "path");
        requireNonNull(message, "message");
    }

    /** {@code file:line: path: message}. */
    @Override
    public String toString() {
        return source + (line.isPresent() ? ":" + line.getAsInt() : "") + ": " + (path.isEmpty() ? "" : path + ": ")
                + message;
    }
}
