package org.recoverykit.testkit;

import org.recoverykit.engine.Operation;

/** A life in which everything happens once that can happen to a resource. */
final class Lives {

    private Lives() {}

    static Said whole(ContractSubject subject) throws Exception {
        try (Trial trial = Trial.begin(subject)) {
            trial.quickCheck();
            trial.remove();
            trial.inService();
            trial.quickCheck();
            trial.check(Operation.DEEP_CHECK);
            trial.harness().breakIt();
            trial.quickCheck();
            trial.check(Operation.DEEP_CHECK);
            trial.act(Operation.LOCAL_RECOVERY);
            trial.restore();
            trial.act(Operation.ISOLATE);
            trial.remove();
            trial.letGo();
            return trial.said();
        }
    }
}
