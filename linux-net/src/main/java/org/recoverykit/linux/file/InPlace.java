package org.recoverykit.linux.file;

import java.io.IOException;
import java.nio.file.Path;
import org.apiguardian.api.API;
import org.recoverykit.linux.socket.FileWrite;
import org.recoverykit.linux.socket.SystemCallException;

/** Small files that are written over again and again. No interrupt ends that. Thread-safe. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class InPlace {
    private InPlace() {}

    /**
     * Writes over a file's first bytes, in one write; what lies behind them stays. Makes the file, of mode 0600, if it is not
     * there. Lasts as long as the machine runs, whatever becomes of this process; no longer, for nothing is synced.
     *
     * @param bytes at most 4,000
     * @throws IOException if the file cannot be opened, or the bytes do not fit on the disk
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        try {
            FileWrite.over(file.toString(), bytes);
        } catch (SystemCallException refused) {
            throw new IOException(refused.getMessage(), refused);
        }
    }
}
