package org.recoverykit.core.state;

/** Every step of writing state, in order; tests kill the process and fail the disk at each. */
public enum StateStep {
    /** Lines are encoded, nothing is written yet. */
    APPEND_BEGUN,
    /** Lines are handed to the kernel. */
    APPEND_WRITTEN,
    /** Lines are on the disk, nobody has been told yet. */
    APPEND_FORCED,
    /** The first of a group of appends is acknowledged. */
    APPEND_ACKNOWLEDGED,
    /** The disk refused: the file still holds, or may hold, what will be answered as refused. */
    CUT_BACK_BEGUN,
    /** The file was cut back to what is acknowledged, on the disk too. */
    APPEND_CUT_BACK,
    /** The next generation's temporary file exists, empty. */
    GENERATION_CREATED,
    /** Its header and half of its snapshot are handed to the kernel. */
    GENERATION_HALF_WRITTEN,
    /** All of its snapshot is handed to the kernel. */
    GENERATION_WRITTEN,
    /** Its snapshot is on the disk, under the temporary name. */
    GENERATION_FORCED,
    /** It has its final name, which may not be on the disk yet. */
    GENERATION_MOVED,
    /** Its final name is on the disk. */
    DIRECTORY_FORCED,
    /** Generations that are no longer needed are deleted. */
    OLD_DELETED
}
