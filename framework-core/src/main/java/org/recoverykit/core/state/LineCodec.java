package org.recoverykit.core.state;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.recoverykit.core.model.Fact;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Lines to bytes and back. A line is a JSON object whose last member is the CRC32C of all bytes before that member, as
 * eight hex digits: {@code {...,"crc32c":"0a1b2c3d"}}, always of one length, so that it is found without parsing.
 */
final class LineCodec {

    private static final String CRC_MEMBER = ",\"crc32c\":\"";
    private static final int CRC_DIGITS = 8;
    private static final int SEAL_LENGTH = CRC_MEMBER.length() + CRC_DIGITS + "\"}".length();

    private static final byte[] EMPTY_SEAL =
            (CRC_MEMBER + "0".repeat(CRC_DIGITS) + "\"}\n").getBytes(StandardCharsets.US_ASCII);

    private final JsonFactory json = JsonFactory.builder().build();

    /** With the newline. */
    byte[] encode(Line line) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            if (line instanceof Line.Header header) {
                out.writeNumberProperty("format", header.format());
                out.writeNumberProperty("generation", header.generation());
                out.writeNumberProperty("after", header.after());
                out.writeNumberProperty("snapshotLines", header.snapshotLines());
            } else if (line instanceof Line.Snapshot snapshot) {
                writeFacts(out, "snapshot", snapshot.facts());
            } else if (line instanceof Line.Append append) {
                out.writeNumberProperty("seq", append.sequence());
                out.writeStringProperty("at", append.at());
                writeFacts(out, "facts", append.facts());
            }
            out.writeEndObject();
        }
        String object = text.toString();
        // getBytes puts a '?' for half a surrogate pair in a kit's reason, where a generator over bytes would throw
        byte[] body = object.substring(0, object.length() - 1).getBytes(StandardCharsets.UTF_8);
        byte[] seal = seal(body, 0, body.length);
        byte[] whole = new byte[body.length + seal.length];
        System.arraycopy(body, 0, whole, 0, body.length);
        System.arraycopy(seal, 0, whole, body.length, seal.length);
        return whole;
    }

    /** Without the newline; empty if it is not what was written. */
    Optional<Line> decode(byte[] bytes, int from, int to) {
        int bodyEnd = to - SEAL_LENGTH;
        if (bodyEnd <= from || !sealed(bytes, from, bodyEnd)) {
            return Optional.empty();
        }
        try (JsonParser in = json.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
            return Optional.of(lineOf(in));
        } catch (JacksonException | DamagedLineException | DateTimeParseException e) {
            return Optional.empty(); // the checksum agrees, so a program other than this one wrote it
        }
    }

    private static boolean sealed(byte[] bytes, int from, int bodyEnd) {
        byte[] seal = seal(bytes, from, bodyEnd - from);
        return Arrays.equals(bytes, bodyEnd, bodyEnd + SEAL_LENGTH, seal, 0, SEAL_LENGTH);
    }

    private static byte[] seal(byte[] body, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(body, from, length);
        byte[] seal = EMPTY_SEAL.clone();
        long left = crc.getValue();
        for (int i = CRC_DIGITS - 1; i >= 0; i--) {
            seal[CRC_MEMBER.length() + i] = (byte) Character.forDigit((int) (left & 0xf), 16);
            left >>>= 4;
        }
        return seal;
    }

    private static void writeFacts(JsonGenerator out, String name, List<Fact> facts) {
        out.writeName(name);
        out.writeStartArray();
        for (Fact fact : facts) {
            out.writeStartObject();
            FactShape.membersOf(fact).forEach((member, value) -> {
                if (value instanceof Boolean flag) {
                    out.writeBooleanProperty(member, flag);
                } else {
                    out.writeStringProperty(member, value.toString());
                }
            });
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static Line lineOf(JsonParser in) {
        Map<String, Long> numbers = new HashMap<>();
        String at = "";
        @Nullable List<Fact> snapshot = null;
        List<Fact> facts = List.of();
        expect(in.nextToken(), JsonToken.START_OBJECT);
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken value = in.nextToken();
            if (value == JsonToken.VALUE_NUMBER_INT) {
                numbers.put(name, in.getLongValue());
            } else if (name.equals("at")) {
                at = in.getString();
            } else if (name.equals("snapshot")) {
                snapshot = factsOf(in);
            } else if (name.equals("facts")) {
                facts = factsOf(in);
            } else {
                in.skipChildren(); // the checksum, or a later version's member
            }
        }
        if (snapshot != null) {
            return new Line.Snapshot(snapshot);
        }
        return numbers.containsKey("seq")
                ? new Line.Append(number(numbers, "seq"), at, facts)
                : new Line.Header(
                        number(numbers, "format"),
                        number(numbers, "generation"),
                        number(numbers, "after"),
                        number(numbers, "snapshotLines"));
    }

    private static long number(Map<String, Long> numbers, String name) {
        Long value = numbers.get(name);
        if (value == null) {
            throw new DamagedLineException("no number named " + name);
        }
        return value;
    }

    private static List<Fact> factsOf(JsonParser in) {
        expect(in.currentToken(), JsonToken.START_ARRAY);
        List<Fact> facts = new ArrayList<>();
        while (in.nextToken() == JsonToken.START_OBJECT) {
            Map<String, Object> members = new HashMap<>();
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                JsonToken value = in.nextToken();
                boolean flag = value == JsonToken.VALUE_TRUE || value == JsonToken.VALUE_FALSE;
                members.put(name, flag ? (Object) (value == JsonToken.VALUE_TRUE) : in.getString());
            }
            facts.add(FactShape.factOf(members));
        }
        return facts;
    }

    private static void expect(@Nullable JsonToken found, JsonToken wanted) {
        if (found != wanted) {
            throw new DamagedLineException("found " + found + ", not " + wanted);
        }
    }
}
