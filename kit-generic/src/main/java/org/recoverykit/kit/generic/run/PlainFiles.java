package org.recoverykit.kit.generic.run;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Small files, read and written whatever interrupts the thread: what java.nio opens an interrupt closes, and whoever ends a
 * script because of an interrupt must still find its processes.
 */
public final class PlainFiles {
    private PlainFiles() {}

    /**
     * All of it, as UTF-8.
     *
     * @throws FileNotFoundException if it cannot be opened
     */
    public static String read(Path file) throws IOException {
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Whether there is nothing in it; where it cannot be opened nothing is said. */
    static boolean isEmpty(Path file) {
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return in.read() < 0;
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** The first bytes. */
    static byte[] head(Path file, int atMost) throws IOException {
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return in.readNBytes(atMost);
        }
    }

    /** Writes it anew. */
    static void write(Path file, String text) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
