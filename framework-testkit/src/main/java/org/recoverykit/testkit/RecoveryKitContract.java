package org.recoverykit.testkit;

import java.util.Set;
import org.apiguardian.api.API;

/**
 * The kit contract as tests. A kit author implements it in a test class:
 *
 * <pre>{@code
 * class MyKitTest implements RecoveryKitContract {
 *     public KitHarness<?> harness() { ... }
 * }
 * }</pre>
 *
 * <p>Each test's name carries its level and its rule in {@code docs/kit-contract.md}: {@code required_k302_...} is K3.2.
 * {@code untested_...} lists, as skipped, the rules that no test can decide, with the reason. Tests run on the machine's own
 * time: the kit's effects are real.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RecoveryKitContract
        extends ProviderRules,
                CreationRules,
                RestoreRules,
                RemoveRules,
                CheckRules,
                RecoveryRules,
                InterruptRules,
                NotesRules,
                CloseRules,
                GlobalStateRules,
                MessageRules,
                CommandRules {

    /** A fresh resource, out of service, for one test; the contract closes it. */
    @Override
    KitHarness<?> harness() throws Exception;

    /** What this kit is not able to do. Nothing by default: leaving out is a visible act. */
    @Override
    default Set<KitBehavior> leftOut() {
        return Set.of();
    }
}
