package org.recoverykit.kit.generic.run;

import java.util.List;
import java.util.Optional;

/**
 * Who runs a script, where that is not us.
 *
 * @param user name or number
 * @param uid the user's number
 * @param group name or number; default: the user's own groups
 */
public record Identity(String user, int uid, Optional<String> group) {
    /** Of util-linux; replaces itself by the script, so that the process number stays. */
    public static final String SETPRIV = "/usr/bin/setpriv";

    /** The words before a command that make it run as this user. */
    List<String> prefix() {
        String id = Integer.toString(uid);
        return group.map(g -> List.of(SETPRIV, "--reuid=" + id, "--regid=" + g, "--clear-groups", "--"))
                .orElseGet(() -> List.of(SETPRIV, "--reuid=" + id, "--init-groups", "--regid=" + primary(), "--"));
    }

    private String primary() {
        return Users.primaryGroup(user).orElse(Integer.toString(uid));
    }
}
