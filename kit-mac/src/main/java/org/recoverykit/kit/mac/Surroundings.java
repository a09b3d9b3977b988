package org.recoverykit.kit.mac;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What rtnetlink does not tell of the machine. What cannot be read counts as not so.
 *
 * @param sysfs where it is mounted
 * @param boot this boot of the machine, as the kernel names it
 */
record Surroundings(Path sysfs, String boot) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /** Those of this machine. A /sys of another network namespace shows other interfaces; then nothing is known of ours. */
    static Surroundings real() {
        return new Surroundings(Path.of("/sys"), read(BOOT));
    }

    boolean isWireless(String name) {
        Path device = sysfs.resolve("class/net").resolve(name);
        return Files.exists(device.resolve("phy80211")) || Files.exists(device.resolve("wireless"));
    }

    /** By what the firmware says; Xen and Nitro instances say it in different places. */
    boolean isEc2() {
        return read(sysfs.resolve("class/dmi/id/sys_vendor")).equals("Amazon EC2")
                || read(sysfs.resolve("hypervisor/uuid"))
                        .toLowerCase(Locale.ROOT)
                        .startsWith("ec2");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException absent) {
            return "";
        }
    }
}
