package org.recoverykit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kits that are wrong in one way each: every required test of the contract catches its own violation. */
class BrokenKitsTest {

    @ParameterizedTest
    @MethodSource("defects")
    void theContractCatches(Defect defect) throws Exception {
        Method test = ContractMethods.named(defect.caughtBy());
        GlobalState before = GlobalState.now();
        try {
            RecoveryKitContract contract = () -> new SampleHarness(defect::provider);
            Throwable thrown = catchThrowable(() -> call(test, contract));
            assertThat(thrown)
                    .as("%s on a kit with the defect %s", test.getName(), defect)
                    .isInstanceOf(AssertionError.class);
        } finally {
            before.giveBack();
            Defect.release();
        }
    }

    @Test
    void everyRequiredTestHasADefectThatItCatches() {
        assertThat(Defect.ALL.stream().map(Defect::caughtBy))
                .containsAll(ContractMethods.all().stream()
                        .map(Method::getName)
                        .filter(name -> name.startsWith("required_"))
                        .toList());
    }

    static List<Defect> defects() {
        return Defect.ALL;
    }

    private static void call(Method test, RecoveryKitContract contract) throws Throwable {
        test.setAccessible(true);
        try {
            test.invoke(contract);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
