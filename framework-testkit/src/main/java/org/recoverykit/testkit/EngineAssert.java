package org.recoverykit.testkit;

import java.util.List;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.recoverykit.engine.Operation;

/** Assertions about what was called in which order: {@code assertThat(provider).removedBefore("app", "data")}. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class EngineAssert extends AbstractAssert<EngineAssert, List<Happening>> {

    private EngineAssert(List<Happening> actual) {
        super(actual, EngineAssert.class);
    }

    /** About what scripted kits saw. */
    public static EngineAssert assertThat(ScriptedKitProvider provider) {
        return new EngineAssert(provider.happenings());
    }

    /** About what a listener heard. */
    public static EngineAssert assertThat(RecordingListener listener) {
        return new EngineAssert(listener.happenings());
    }

    /** These happened in this order, with or without others between; each as {@link Happening#toString()}. */
    public EngineAssert inOrder(String... expected) {
        List<String> lines = actual.stream().map(Happening::toString).toList();
        int from = 0;
        for (String line : expected) {
            int at = lines.subList(from, lines.size()).indexOf(line);
            if (at < 0) {
                failWithMessage("expected, after %s of them were found in order:%n  %s%nin:%n%s", from, line, story());
            }
            from += at + 1;
        }
        return this;
    }

    /** The parent was proven out before the child's remove began. */
    public EngineAssert removedBefore(String parent, String child) {
        return before(Operation.REMOVE, parent, child);
    }

    /** The child was proven in service before the parent's restore began. */
    public EngineAssert restoredBefore(String child, String parent) {
        return before(Operation.RESTORE, child, parent);
    }

    /** No such call was made. */
    public EngineAssert never(Operation operation, String tag) {
        if (indexOf(operation, tag, Happening.Phase.BEGAN, "") >= 0) {
            failWithMessage("expected no %s of %s in:%n%s", operation, tag, story());
        }
        return this;
    }

    /** So many such calls were made. */
    public EngineAssert times(int count, Operation operation, String tag) {
        long found = actual.stream()
                .filter(h -> h.operation() == operation && h.tag().equals(tag) && h.phase() == Happening.Phase.BEGAN)
                .count();
        if (found != count) {
            failWithMessage("expected %s times %s of %s, found %s in:%n%s", count, operation, tag, found, story());
        }
        return this;
    }

    private EngineAssert before(Operation operation, String first, String second) {
        int done = indexOf(operation, first, Happening.Phase.ENDED, "DONE");
        int began = indexOf(operation, second, Happening.Phase.BEGAN, "");
        if (done < 0 || began < 0 || done > began) {
            failWithMessage(
                    "expected %s of %s to be DONE before that of %s begins, in:%n%s",
                    operation, first, second, story());
        }
        return this;
    }

    private int indexOf(Operation operation, String tag, Happening.Phase phase, String outcome) {
        return actual.indexOf(new Happening(tag, operation, phase, outcome));
    }

    private String story() {
        return String.join("\n", actual.stream().map(h -> "  " + h).toList());
    }
}
