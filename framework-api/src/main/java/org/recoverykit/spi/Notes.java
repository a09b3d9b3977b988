package org.recoverykit.spi;

import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A small map that outlives the process: which interface was used last, what the original hardware address was. A
 * {@link #put} that has returned is on the disk (journal written and fsynced); it takes a millisecond or so, and blocks
 * meanwhile. Thread-safe. Not for secrets: administrators see it.
 *
 * <p>Limits: keys {@code [A-Za-z0-9._-]{1,64}}, values up to 1024 characters, 64 keys a resource.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Notes {

    /** The value last put, if any. Never blocks. */
    Optional<String> get(String key);

    /**
     * Writes one entry durably. Putting what is there already writes nothing.
     *
     * @throws IllegalArgumentException beyond the limits
     * @throws NotDurableException if it could not be written; then it is not seen by {@link #get} either, and the effect
     *     that depended on it must not take place
     */
    void put(String key, String value);

    /**
     * Writes several entries durably, all or none.
     *
     * @throws IllegalArgumentException beyond the limits
     * @throws NotDurableException as in {@link #put}
     */
    void putAll(Map<String, String> entries);

    /**
     * Removes an entry durably; does nothing if there is none.
     *
     * @throws NotDurableException as in {@link #put}
     */
    void remove(String key);

    /** All entries as they are now; unmodifiable. */
    Map<String, String> all();

    /**
     * The disk is full, broken or gone: nothing was noted, and nothing of it is there after a restart. Only of a disk that
     * takes nothing at all that cannot be promised; then the message says "cannot tell".
     */
    final class NotDurableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** With what the operating system said. */
        public NotDurableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
