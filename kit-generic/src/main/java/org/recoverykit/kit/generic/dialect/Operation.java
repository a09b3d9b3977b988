package org.recoverykit.kit.generic.dialect;

/** What the kit may want of a script. */
public enum Operation {
    RESTORE("restore"),
    REMOVE("remove"),
    QUICK_CHECK("quickCheck"),
    DEEP_CHECK("deepCheck"),
    LOCAL_RECOVERY("localRecovery");

    private final String word;

    Operation(String word) {
        this.word = word;
    }

    /** As configurations, files and logs call it. */
    public String word() {
        return word;
    }
}
