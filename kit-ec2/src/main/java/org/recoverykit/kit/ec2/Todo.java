package org.recoverykit.kit.ec2;

/**
 * Something wrong that one change mends.
 *
 * @param place what is changed, as {@code rtb-01234567}; one change of each place at a time
 * @param wrong what is wrong with it, for a person
 * @param change what mends it
 */
record Todo(String place, String wrong, Change change) {

    /** Whether others wait for it: an interface must let packets in before routes lead there. */
    boolean isFirst() {
        return change instanceof Change.SourceDestCheck;
    }
}
