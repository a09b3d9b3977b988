package org.recoverykit.engine;

import java.util.List;
import org.apiguardian.api.API;

/** A configuration that was refused as a whole: nothing was started, nothing changed. Names all problems at once. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class InvalidConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** Of at least one problem. */
    public InvalidConfigurationException(List<Problem> problems) {
        super(String.join(
                System.lineSeparator(), problems.stream().map(Problem::toString).toList()));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong. */
    public List<Problem> problems() {
        return problems;
    }
}
