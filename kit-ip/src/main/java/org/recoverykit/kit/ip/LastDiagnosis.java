package org.recoverykit.kit.ip;

import java.util.Optional;
import java.util.function.Supplier;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.spi.CheckResult;

/**
 * {@link Diagnosis} of one address, made once for each change of the table while all is well: of ten thousand addresses a
 * thousand are looked at each second, and where nothing has changed nothing of the table has to be fetched from memory.
 */
final class LastDiagnosis {
    private final Supplier<NetworkView> table;
    private final ProtectedAddress address;
    private volatile Well well = new Well(Long.MIN_VALUE, new Places("", Optional.empty()));

    /** All was well here as of this generation of the table. */
    private record Well(long generation, Places places) {}

    LastDiagnosis(Supplier<NetworkView> table, ProtectedAddress address) {
        this.table = table;
        this.address = address;
    }

    ProtectedAddress address() {
        return address;
    }

    CheckResult check(Places places) {
        NetworkView view = table.get();
        // Before the look, for the table counts a change when it has made it: what is seen is as new as this, or newer.
        long generation = view.generation();
        Well known = well;
        if (known.generation() == generation && known.places().equals(places) && view.current()) {
            return CheckResult.healthy();
        }
        CheckResult found = Diagnosis.check(view, address, places);
        if (found.equals(CheckResult.healthy())) {
            well = new Well(generation, places);
        }
        return found;
    }
}
