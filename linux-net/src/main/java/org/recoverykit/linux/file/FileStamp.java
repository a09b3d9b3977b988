package org.recoverykit.linux.file;

import java.util.Optional;
import org.apiguardian.api.API;
import org.recoverykit.linux.socket.FileLook;

/**
 * What tells one state of a file from another. A file that has been written or given to somebody else since differs in {@code
 * changed}, unless that happened within one tick of the kernel's clock; a directory changes with each entry.
 *
 * @param device of the file system
 * @param inode the file's number there
 * @param mode kind and rights, as stat(2) has them
 * @param owner the user's number
 * @param size bytes
 * @param modified of its content; nanoseconds since 1970
 * @param changed of anything about it, mode and owner too; nobody can set this
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record FileStamp(long device, long inode, int mode, int owner, long size, long modified, long changed) {
    private static final int KIND = 0xf000;
    private static final int DIRECTORY = 0x4000;
    private static final int REGULAR = 0x8000;
    private static final int LINK = 0xa000;

    /** Of the name itself, be it a symbolic link; empty if there is none, or it cannot be looked at. */
    public static Optional<FileStamp> of(String path) {
        return FileLook.at(path, false, FileStamp::new);
    }

    /** Of what the name leads to. */
    public static Optional<FileStamp> behind(String path) {
        return FileLook.at(path, true, FileStamp::new);
    }

    /** Whether it is a symbolic link. */
    public boolean isLink() {
        return (mode & KIND) == LINK;
    }

    /** Whether it is a directory. */
    public boolean isDirectory() {
        return (mode & KIND) == DIRECTORY;
    }

    /** Whether it is a regular file. */
    public boolean isRegular() {
        return (mode & KIND) == REGULAR;
    }

    /** Whether it is the same file with the same owner and rights, whatever has become of its content. */
    public boolean sameRights(FileStamp other) {
        return device == other.device && inode == other.inode && mode == other.mode && owner == other.owner;
    }
}
