package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.recoverykit.linux.lab.Capture;
import org.recoverykit.linux.lab.WireRules;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.testkit.Eventually;

/**
 * What was told to everybody on a site's switch. With {@code -Drecoverykit.captures=DIRECTORY} each site leaves a file there
 * for packet analysers.
 */
final class Wire {
    private static final Path TALLY = Path.of("target/frames-judged.txt");
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int REQUEST = 1;

    private final Capture capture;

    private final Set<String> strangers = ConcurrentHashMap.newKeySet();

    Wire(Capture capture) {
        this.capture = capture;
    }

    /** The announcements of one address so far, oldest first. */
    List<Capture.Frame> announcements(String address) {
        String digits = hex(address);
        return capture.frames().stream()
                .filter(frame -> WireRules.announces(frame.bytes()))
                .filter(frame -> frame.hex().startsWith(digits, 2 * 38))
                .toList();
    }

    /** All announcements so far, oldest first. */
    List<Capture.Frame> announcements() {
        return capture.frames().stream()
                .filter(frame -> WireRules.announces(frame.bytes()))
                .toList();
    }

    /** Waits until so many announcements of an address have passed. */
    List<Capture.Frame> await(String address, int count) {
        Eventually.within(
                Site.SOON,
                count + " announcements of " + address + ", not "
                        + announcements(address).size(),
                () -> announcements(address).size() >= count);
        return announcements(address);
    }

    /** Whether nothing has passed for a while. */
    boolean isQuiet() {
        List<Capture.Frame> frames = capture.frames();
        return frames.isEmpty()
                || System.nanoTime() - frames.get(frames.size() - 1).nanos() > TimeUnit.MILLISECONDS.toNanos(200);
    }

    /** Whether no frame can have been missed. */
    boolean isLossless() {
        return capture.isLossless();
    }

    static boolean isRequest(Capture.Frame frame) {
        return frame.bytes()[21] == REQUEST;
    }

    /** The hardware address that a frame names as the sender's. */
    static String sender(Capture.Frame frame) {
        return HexFormat.ofDelimiter(":").formatHex(frame.bytes(), 22, 28);
    }

    /** The most frames that passed within any stretch of time of this length. */
    static int most(List<Capture.Frame> frames, Duration stretch) {
        int most = 0;
        int from = 0;
        for (int i = 0; i < frames.size(); i++) {
            while (frames.get(i).nanos() - frames.get(from).nanos() > stretch.toNanos()) {
                from++;
            }
            most = Math.max(most, i - from + 1);
        }
        return most;
    }

    void close() {
        capture.close();
    }

    /** A station that others have programmed is not judged. */
    void leaveOut(MacAddress station) {
        strangers.add(station.toString());
    }

    private boolean isOurs(Capture.Frame frame) {
        return !strangers.contains(HexFormat.ofDelimiter(":").formatHex(frame.bytes(), 6, 12));
    }

    /** Every frame obeys the rules of the wire. */
    void judge() {
        List<Capture.Frame> frames =
                capture.frames().stream().filter(this::isOurs).toList();
        keep(frames);
        List<String> wrong = new ArrayList<>();
        for (Capture.Frame frame : frames) {
            List<String> broken = WireRules.broken(frame.bytes());
            if (!broken.isEmpty()) {
                wrong.add(String.join("; ", broken) + ": " + frame.hex());
            }
        }
        assertThat(wrong).as("frames that break a rule, of %s", frames.size()).isEmpty();
    }

    private static void keep(List<Capture.Frame> frames) {
        String directory = System.getProperty("recoverykit.captures", "");
        try {
            Files.createDirectories(TALLY.getParent());
            Files.writeString(TALLY, frames.size() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (!directory.isEmpty()) {
                String name = "site-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet() + ".pcap";
                Capture.writePcap(Files.createDirectories(Path.of(directory)).resolve(name), frames);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Duration between(Capture.Frame first, Capture.Frame second) {
        return Duration.ofNanos(second.nanos() - first.nanos());
    }

    private static String hex(String address) {
        StringBuilder digits = new StringBuilder();
        for (String octet : address.split("\\.", -1)) {
            digits.append(HexFormat.of().toHexDigits((byte) Integer.parseInt(octet)));
        }
        return digits.toString();
    }

    static long millis(Duration time) {
        return TimeUnit.NANOSECONDS.toMillis(time.toNanos());
    }
}
