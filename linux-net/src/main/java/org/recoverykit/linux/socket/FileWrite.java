package org.recoverykit.linux.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes a few bytes to a file by three calls of the kernel. */
public final class FileWrite {
    private static final int O_WRONLY = 1;
    private static final int O_CREAT = 0x40;
    private static final int OURS_ALONE = 0600;
    private static final int ROOM = 8192;
    private static final int ENOSPC = 28;
    private static final int ENAMETOOLONG = 36;

    private static final ThreadLocal<FileWrite> OWN = ThreadLocal.withInitial(FileWrite::new);

    private final ByteBuffer bytes = Buffers.direct(ROOM);
    private final long address = NativeProcess.address(bytes);

    private FileWrite() {}

    /**
     * Writes over its first bytes, in one write; makes it, of mode 0600, if it is not there.
     *
     * @param bytes at most 4,000
     * @throws SystemCallException with the error number of what failed
     */
    public static void over(String file, byte[] bytes) {
        OWN.get().write(file, bytes);
    }

    private void write(String file, byte[] text) {
        byte[] path = file.getBytes(StandardCharsets.UTF_8);
        if (Math.max(path.length + 1, text.length) > ROOM) {
            throw new SystemCallException("open " + file, ENAMETOOLONG);
        }
        bytes.put(0, path).put(path.length, (byte) 0);
        int flags = O_WRONLY | O_CREAT | SocketNumbers.O_CLOEXEC;
        int fd = NativeProcess.libC().open(address, flags, OURS_ALONE);
        try (Descriptor open = Descriptor.of(fd, "open " + file)) {
            bytes.put(0, text);
            long written = NativeProcess.libC().write(open.number(), address, text.length);
            if (written != text.length) {
                throw new SystemCallException("write " + file, written < 0 ? NativeProcess.errno() : ENOSPC);
            }
        }
    }
}
