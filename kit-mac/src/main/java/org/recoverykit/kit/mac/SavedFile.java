package org.recoverykit.kit.mac;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.recoverykit.linux.model.SavedConfiguration;

/** What an interface had before it was set down, on the disk: too much for a note where there are many addresses. */
record SavedFile(Path directory) {
    private static final String NAME = "saved-interface";

    /** Whole or not at all, also when the power goes. */
    void write(SavedConfiguration saved) throws IOException {
        Path fresh = directory.resolve(NAME + ".new");
        byte[] text = (String.join("\n", saved.lines()) + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, directory.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    SavedConfiguration read() throws IOException {
        return SavedConfiguration.parse(Files.readAllLines(directory.resolve(NAME)));
    }

    void delete() throws IOException {
        Files.deleteIfExists(directory.resolve(NAME));
    }
}
