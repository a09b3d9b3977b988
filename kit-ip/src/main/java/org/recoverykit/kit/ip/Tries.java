package org.recoverykit.kit.ip;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.FailureScope;

/** Where one action has tried to put an address, and what stood in the way. Each place is tried once. */
final class Tries {
    private final ProtectedAddress address;
    private final Map<Places, String> refusals = new LinkedHashMap<>();

    Tries(ProtectedAddress address) {
        this.address = address;
    }

    /** The first of those that can carry it now that was not tried yet. */
    Optional<Places> next(List<Places> usable) {
        return usable.stream()
                .filter(candidate -> !refusals.containsKey(candidate))
                .findFirst();
    }

    /** It was tried in vain. */
    void refused(Places candidate, String reason) {
        refusals.put(candidate, reason);
    }

    /**
     * Nothing is left to try here.
     *
     * @param obstacles what keeps the other interfaces from carrying it; may be empty
     */
    ActionResult end(String obstacles) {
        if (refusals.isEmpty()) {
            return ActionResult.failed(
                    "no interface can carry " + address + ": " + obstacles, FailureScope.TRY_ELSEWHERE);
        }
        String tried = refusals.entrySet().stream()
                .map(refusal -> refusal.getKey().current() + ": " + refusal.getValue())
                .collect(Collectors.joining(", nor on "));
        return ActionResult.failed(
                address + " could not be put on " + tried + (obstacles.isEmpty() ? "" : "; " + obstacles),
                FailureScope.TRY_ELSEWHERE);
    }
}
