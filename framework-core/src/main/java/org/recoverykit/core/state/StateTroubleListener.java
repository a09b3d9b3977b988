package org.recoverykit.core.state;

/** Hears when facts cannot be made durable, and when they can again. Called on the journal's thread: return at once. */
public interface StateTroubleListener {

    /** Listens to nothing. */
    StateTroubleListener NONE = new StateTroubleListener() {
        @Override
        public void notDurable(String reason) {}

        @Override
        public void durableAgain() {}
    };

    /**
     * A write failed: none of its facts is known, and their effects must not take place. Called for each failed write.
     *
     * @param reason the file and what the operating system said, one line
     */
    void notDurable(String reason);

    /** The first write since {@link #notDurable} that succeeded. */
    void durableAgain();
}
