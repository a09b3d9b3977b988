package org.recoverykit.core.decide;

import org.recoverykit.engine.CheckLevel;

/**
 * What the last checks of each level remarked, though they found their resource well. A quick check does not see what a deep one
 * has seen, so it does not take that back.
 *
 * @param quick of the last quick check; may be empty
 * @param deep of the last deep check; may be empty
 */
record Remarks(String quick, String deep) {
    static final Remarks NONE = new Remarks("", "");

    String of(CheckLevel level) {
        return level == CheckLevel.DEEP ? deep : quick;
    }

    /** After a check of this level. A deep check begins with what a quick one sees, and tells of that, too. */
    Remarks after(CheckLevel level, String remark) {
        return level == CheckLevel.DEEP ? new Remarks("", remark) : new Remarks(remark, deep);
    }

    /** All of them, for a person. */
    String text() {
        if (quick.isEmpty() || deep.contains(quick)) {
            return deep;
        }
        return deep.isEmpty() ? quick : quick + "; " + deep;
    }
}
