package org.recoverykit.ec2fake;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * One reply of a server.
 *
 * @param status the HTTP status
 * @param headers by name
 * @param body may be empty
 */
record Reply(int status, Map<String, String> headers, String body) {
    private static final int OK = 200;

    private static Reply of(int status, String contentType, String body) {
        return new Reply(status, Map.of("Content-Type", contentType), body);
    }

    static Reply xml(String body) {
        return of(OK, "text/xml;charset=UTF-8", body);
    }

    static Reply plain(String body) {
        return of(OK, "text/plain", body);
    }

    static Reply html(int status, String body) {
        return of(status, "text/html", body);
    }

    /** A status with nothing to say. */
    static Reply status(int status) {
        return of(status, "text/plain", "");
    }

    static Reply error(int status, String code, String message) {
        return of(status, "text/xml;charset=UTF-8", Xml.error(code, message, "req-error"));
    }

    Reply with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }

    /** The first half of it, as if it were the whole. */
    Reply firstHalf() {
        return new Reply(status, headers, body.substring(0, body.length() / 2));
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
