package org.recoverykit.testkit;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The contract's tests, by reflection. */
final class ContractMethods {

    private static final Pattern NAME = Pattern.compile("(required|optional|untested)_k(\\d+)(\\d\\d)_\\w+");

    private ContractMethods() {}

    static List<Method> all() {
        return Arrays.stream(RecoveryKitContract.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .toList();
    }

    static Method named(String name) {
        return all().stream()
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the contract has no test " + name));
    }

    /** {@code K3.2} of {@code required_k302_...}. */
    static String ruleOf(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new AssertionError(name + " is not of the form " + NAME);
        }
        return "K" + parts.group(2) + "." + Integer.parseInt(parts.group(3));
    }
}
