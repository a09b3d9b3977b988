package org.recoverykit.linux;

import java.util.Optional;
import org.apiguardian.api.API;
import org.recoverykit.linux.model.InterfaceAddress;

/**
 * An address appeared on an interface (no before), changed its flags or lifetimes, or went away (no after).
 *
 * @param before as it was known
 * @param after as it is now
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record AddressEvent(Optional<InterfaceAddress> before, Optional<InterfaceAddress> after) {
    /** It was there and is not now. */
    public boolean removed() {
        return after.isEmpty();
    }

    /** It is there now and was not. */
    public boolean added() {
        return before.isEmpty();
    }
}
