package org.recoverykit.linux.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a machine lacks is told before anything is to be started on it. */
class SpawnSupportTest {
    private static final int ENOSYS = 38;

    @Test
    void nothingIsMissingHere() {
        assertThat(SpawnSupport.missing()).isEmpty();
    }

    @Test
    void anOldLibraryIsNamedByWhatItLacks() {
        assertThat(SpawnSupport.missing(name -> name.endsWith("addchdir_np"), () -> 0))
                .hasValue("the C library has no posix_spawn_file_actions_addclosefrom_np; scripts can be run with glibc"
                        + " 2.34 or later");
        assertThat(SpawnSupport.missing(name -> false, () -> 0))
                .hasValue("the C library has no posix_spawn_file_actions_addchdir_np and no"
                        + " posix_spawn_file_actions_addclosefrom_np; scripts can be run with glibc 2.34 or later");
    }

    @Test
    void anOldKernelOrAFilterIsNamedByWhatItRefuses() {
        assertThat(SpawnSupport.missing(name -> true, () -> ENOSYS))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("the kernel does not let a process be held by a descriptor (pidfd_open: ENOSYS")
                        .endsWith("scripts can be run on Linux 5.3 or later, and a container's seccomp filter has to"
                                + " allow that call"));
    }
}
