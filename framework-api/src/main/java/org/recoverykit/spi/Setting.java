package org.recoverykit.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Describes one component of a kit's settings record. A component without default that is not an Optional, List or Map is
 * required; an absent List or Map is empty.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Setting {

    /** One line: meaning, unit, range. */
    String value();

    /** The key in the file, for one that cannot be a Java name, as {@code interface}; empty for the component's name. */
    String name() default "";

    /** The text that stands for an absent setting, as it would be written in the file; {@link #NONE} for no default. */
    String defaultValue() default NONE;

    /** Whether the value must never appear in a log, an event or a status. */
    boolean secret() default false;

    /**
     * Whether this component of a nested record may be written alone, in place of the group: {@code interface: eth0} is then
     * {@code interface: {name: eth0}}. For one component at most, of a single value.
     */
    boolean shorthand() default false;

    /** No default. */
    String NONE = "\0none";
}
