package org.recoverykit.kit.ip;

import java.util.Map;
import java.util.Optional;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.ResourceContext;

/**
 * The resource whose interface the address follows, known by what it notes: where it is, and where it may go. When it moves,
 * the engine checks this one, which then finds the address on the wrong interface and moves it: in the same recovery, and its
 * parents notice nothing.
 *
 * @param tag a resource that this one depends on
 */
record Follow(String tag, ResourceContext context) {
    private static final String INTERFACE = "interface";
    private static final String BACKUP = "backup";
    private static final String NONE = "none";

    /**
     * What to answer while the interface itself is of no use: the other resource chooses another one, or fails for all that
     * stand on it. To fail beside it, perhaps before it, would move the hierarchy away for what is mended here.
     */
    Optional<CheckResult> toBeMendedFirst(NetworkView view, Places places) {
        return Diagnosis.obstacle(view, places.current())
                .map(obstacle -> CheckResult.unknown(obstacle + ", which is for '" + tag + "' to mend"));
    }

    /** Where the address belongs now; empty as long as the other one has noted nothing. */
    Optional<Places> places() {
        Map<String, String> notes = context.childNotes(tag);
        Optional<String> current = Optional.ofNullable(notes.get(INTERFACE));
        return current.map(
                name -> new Places(name, Optional.ofNullable(notes.get(BACKUP)).filter(spare -> !spare.equals(NONE))));
    }
}
