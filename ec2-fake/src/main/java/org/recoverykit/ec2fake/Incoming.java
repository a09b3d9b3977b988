package org.recoverykit.ec2fake;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request as HTTP brings it. */
record Incoming(String method, String path, Headers headers, String body) {
    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/,]+)/");

    static Incoming of(HttpExchange http) throws IOException {
        String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new Incoming(http.getRequestMethod(), http.getRequestURI().getPath(), http.getRequestHeaders(), body);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /** The ID of the key that has signed it. */
    String accessKeyId() {
        Matcher matcher = CREDENTIAL.matcher(header("Authorization").orElse(""));
        return matcher.find() ? matcher.group(1) : "";
    }

    /** When it was signed. */
    Optional<Instant> signedAt() {
        return header("X-Amz-Date").map(text -> LocalDateTime.parse(text, BASIC).toInstant(ZoneOffset.UTC));
    }
}
