package org.recoverykit.spi;

import java.util.List;
import org.apiguardian.api.API;

/** Settings that cannot work here. The only exception of the SPI; thrown by {@link RecoveryKitProvider#create} only. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class KitConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * One thing that is wrong.
     *
     * @param setting the setting's name, dotted for nested ones; empty if it concerns several
     * @param message what was found, what is allowed, what to do
     */
    public record Problem(String setting, String message) {}

    /** Everything that is wrong, at once; at least one. */
    public KitConfigurationException(List<Problem> problems) {
        super(text(problems));
        this.problems = List.copyOf(problems);
    }

    /** One problem with one setting. */
    public KitConfigurationException(String setting, String message) {
        this(List.of(new Problem(setting, message)));
    }

    /** Everything that is wrong. */
    public List<Problem> problems() {
        return problems;
    }

    private static String text(List<Problem> problems) {
        return String.join(
                "; ",
                problems.stream().map(p -> p.setting() + ": " + p.message()).toList());
    }
}
