package org.recoverykit.ec2fake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date header of a reply, moved in place: its length never changes. The JDK's server lets nobody else set it. */
final class DateHeader {
    private static final String NAME = "\r\nDate: ";
    private static final int LENGTH = "Sun, 06 Nov 1994 08:49:37 GMT".length();
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private DateHeader() {}

    static byte[] moved(byte[] bytes, Duration by) {
        if (by.isZero()) {
            return bytes;
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(NAME) + NAME.length();
        if (at < NAME.length() || at + LENGTH > bytes.length) {
            return bytes;
        }
        ZonedDateTime date = ZonedDateTime.parse(text.substring(at, at + LENGTH), FORMAT.withZone(ZoneOffset.UTC));
        byte[] moved = bytes.clone();
        byte[] value = FORMAT.format(date.plus(by)).getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(value, 0, moved, at, LENGTH);
        return moved;
    }
}
