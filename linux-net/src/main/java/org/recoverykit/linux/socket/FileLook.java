package org.recoverykit.linux.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** statx(2): what the kernel tells of a file, by one call and without a text or a map in between. */
public final class FileLook {
    private static final int AT_FDCWD = -100;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int BASIC = 0x7ff;
    private static final int LONGEST_PATH = 4096;
    private static final int LENGTH = 256;
    private static final long NANOS = 1_000_000_000L;
    /** Where struct statx has these. */
    private static final int OWNER_AT = 0x14;

    private static final int MODE_AT = 0x1c;
    private static final int INODE_AT = 0x20;
    private static final int SIZE_AT = 0x28;
    private static final int CHANGED_AT = 0x60;
    private static final int MODIFIED_AT = 0x70;
    private static final int MAJOR_AT = 0x88;
    private static final int MINOR_AT = 0x8c;

    private static final ThreadLocal<FileLook> OWN = ThreadLocal.withInitial(FileLook::new);

    private final ByteBuffer path = Buffers.direct(LONGEST_PATH);
    private final ByteBuffer found = Buffers.direct(LENGTH);
    private final long pathAddress = NativeProcess.address(path);
    private final long foundAddress = NativeProcess.address(found);

    private FileLook() {}

    /** What becomes of the fields that are asked for. */
    public interface Reader<T> {
        /** Times in nanoseconds since 1970. */
        T read(long device, long inode, int mode, int owner, long size, long modified, long changed);
    }

    /** Asks the kernel; empty if it says no. */
    public static <T> Optional<T> at(String path, boolean follow, Reader<T> reader) {
        return OWN.get().ask(path.getBytes(StandardCharsets.UTF_8), follow ? 0 : AT_SYMLINK_NOFOLLOW, reader);
    }

    private <T> Optional<T> ask(byte[] text, int flags, Reader<T> reader) {
        if (text.length >= LONGEST_PATH) {
            return Optional.empty();
        }
        path.put(0, text).put(text.length, (byte) 0);
        if (NativeProcess.libC().statx(AT_FDCWD, pathAddress, flags, BASIC, foundAddress) != 0) {
            return Optional.empty();
        }
        return Optional.of(reader.read(
                ((long) found.getInt(MAJOR_AT) << Integer.SIZE) | Integer.toUnsignedLong(found.getInt(MINOR_AT)),
                found.getLong(INODE_AT),
                Short.toUnsignedInt(found.getShort(MODE_AT)),
                found.getInt(OWNER_AT),
                found.getLong(SIZE_AT),
                time(MODIFIED_AT),
                time(CHANGED_AT)));
    }

    private long time(int at) {
        return found.getLong(at) * NANOS + found.getInt(at + Long.BYTES);
    }
}
