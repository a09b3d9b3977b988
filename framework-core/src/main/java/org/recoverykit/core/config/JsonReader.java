package org.recoverykit.core.config;

import org.recoverykit.core.config.DocumentBuilder.StopReadingException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON, token by token, with every value's line. */
final class JsonReader {

    private final JsonParser in;
    private final DocumentBuilder builder;

    private JsonReader(JsonParser in, DocumentBuilder builder) {
        this.in = in;
        this.builder = builder;
    }

    static void read(String text, DocumentBuilder builder) {
        JsonFactory json = JsonFactory.builder().build();
        try (JsonParser in = json.createParser(ObjectReadContext.empty(), text)) {
            new JsonReader(in, builder).read();
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            builder.problem(line, "is no JSON: " + e.getOriginalMessage());
        } catch (StopReadingException e) {
            return; // told already
        }
    }

    private void read() throws StopReadingException {
        JsonToken token = in.nextToken();
        if (token == null) {
            builder.problem(1, "the file says nothing: it needs node and hierarchies");
            return;
        }
        int depth = 0;
        do {
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            take(token, in.currentTokenLocation().getLineNr());
            token = in.nextToken();
        } while (token != null && depth > 0);
        if (token != null) {
            builder.problem(in.currentTokenLocation().getLineNr(), "something follows the end; allowed: one object");
        }
    }

    private void take(JsonToken token, int line) throws StopReadingException {
        switch (token) {
            case START_OBJECT -> builder.startMap(line);
            case START_ARRAY -> builder.startList(line);
            case END_OBJECT, END_ARRAY -> builder.end();
            case PROPERTY_NAME -> builder.key(in.getString(), line);
            case VALUE_STRING -> builder.value(in.getString(), line);
            case VALUE_TRUE -> builder.value(true, line);
            case VALUE_FALSE -> builder.value(false, line);
            case VALUE_NUMBER_INT -> scalar(PlainScalar.number(in.getString()), line);
            case VALUE_NUMBER_FLOAT ->
                scalar(PlainScalar.Reading.refused("found " + in.getString() + "; allowed: whole numbers"), line);
            default -> scalar(PlainScalar.Reading.refused("has no value: write one, or remove the key"), line);
        }
    }

    private void scalar(PlainScalar.Reading reading, int line) throws StopReadingException {
        reading.problem().ifPresent(problem -> builder.problem(line, problem));
        builder.value(reading.value(), line);
    }
}
