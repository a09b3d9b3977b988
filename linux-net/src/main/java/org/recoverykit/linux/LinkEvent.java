package org.recoverykit.linux;

import java.util.Optional;
import org.apiguardian.api.API;
import org.recoverykit.linux.model.Link;

/**
 * A link appeared (no before), changed or went away (no after). A link that got a new index is a different link.
 *
 * @param before as it was known
 * @param after as it is now
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LinkEvent(Optional<Link> before, Optional<Link> after) {
    /** It could send before, and cannot now: cable cut, set down or gone. */
    public boolean lostCarrier() {
        return carrier(before) && !carrier(after);
    }

    /** It can send now, and could not before. */
    public boolean gainedCarrier() {
        return !carrier(before) && carrier(after);
    }

    private static boolean carrier(Optional<Link> link) {
        return link.isPresent() && link.get().hasCarrier();
    }
}
