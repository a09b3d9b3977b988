package org.recoverykit.kit.generic;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests of agents as their distribution ships them, in a host of its own. Where there are none they are skipped with the
 * reason; with {@code CI} in the environment that is a failure. {@code build/test-packages.sh} installs them.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealAgentsCondition.class)
public @interface RealAgents {}
