package org.recoverykit.ec2fake;

import java.time.Duration;
import java.util.function.IntPredicate;

/** What a Describe call sees: EC2 is eventually consistent, a read may show what was before a write that has succeeded. */
public abstract class Reads {

    Reads() {}

    abstract World choose(History history, World now);

    /** The truth. */
    public static Reads current() {
        return new Reads() {
            @Override
            World choose(History history, World now) {
                history.nextRead();
                return now;
            }
        };
    }

    /** What was the truth so long ago, by the real clock. */
    public static Reads lagging(Duration lag) {
        return new Reads() {
            @Override
            World choose(History history, World now) {
                history.nextRead();
                return history.before(lag.toNanos(), now);
            }
        };
    }

    /**
     * Some reads after a change show what was before it. Changes with no read between them count as one.
     *
     * @param stale which, by number: 1 is the first read after the latest change
     */
    public static Reads stale(IntPredicate stale) {
        return new Reads() {
            @Override
            World choose(History history, World now) {
                return stale.test(history.nextRead()) ? history.beforeBurst() : now;
            }
        };
    }
}
