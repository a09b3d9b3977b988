package org.recoverykit.testkit.crash;

/** What a victim says, a word at the beginning of a line each; all else is its log. */
final class Said {
    static final String AT = "@AT";
    static final String STEP = "@STEP ";
    static final String DONE = "@DONE ";
    static final String FAILED = "@FAILED ";

    private Said() {}
}
