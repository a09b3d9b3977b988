package org.recoverykit.core.config;

import java.util.Optional;
import org.recoverykit.core.config.DocumentBuilder.StopReadingException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.SpecVersion;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML from the parser's events, so that anchors, aliases, type tags and further documents are seen (a tree built by a
 * library has lost them), and every value's line with them. No type is ever made by name.
 */
final class YamlReader {

    private final DocumentBuilder builder;
    private int documents;

    private YamlReader(DocumentBuilder builder) {
        this.builder = builder;
    }

    static void read(String text, DocumentBuilder builder) {
        new YamlReader(builder).read(text);
    }

    private void read(String text) {
        if (indentedByTab(text)) {
            return;
        }
        LoadSettings settings = LoadSettings.builder().setUseMarks(true).build();
        try {
            for (Event event : new Parse(settings).parseString(text)) {
                take(event);
            }
        } catch (MarkedYamlEngineException e) {
            builder.problem(line(e.getProblemMark()), "is no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            builder.problem(1, "is no YAML: " + e.getMessage());
        } catch (StopReadingException e) {
            return; // told already
        }
        if (documents == 0) {
            builder.problem(1, "the file says nothing: it needs node and hierarchies");
        }
    }

    private boolean indentedByTab(String text) {
        int number = 1;
        for (String line : text.split("\n", -1)) {
            String indent =
                    line.substring(0, line.length() - line.stripLeading().length());
            if (indent.indexOf('\t') >= 0) {
                builder.problem(number, "the line is indented with a tab; allowed: spaces");
                return true;
            }
            number++;
        }
        return false;
    }

    private void take(Event event) throws StopReadingException {
        int line = line(event.getStartMark());
        if (event instanceof DocumentStartEvent start) {
            startDocument(start, line);
        } else if (event instanceof AliasEvent alias) {
            refuseAlias(alias, line);
        } else if (event instanceof ScalarEvent scalar) {
            refuseAnchorAndTag(scalar, scalar.getTag(), line);
            takeScalar(scalar, line);
        } else if (event instanceof CollectionStartEvent start) {
            refuseAnchorAndTag(start, start.getTag(), line);
            startCollection(start, line);
        } else if (event.getEventId() == Event.ID.MappingEnd || event.getEventId() == Event.ID.SequenceEnd) {
            builder.end();
        }
    }

    private void startDocument(DocumentStartEvent start, int line) throws StopReadingException {
        documents++;
        if (documents > 1) {
            builder.problem(line, "a second document begins here; allowed: one in a file");
            throw new StopReadingException();
        }
        Optional<SpecVersion> version = start.getSpecVersion();
        if (version.isPresent() && version.get().getMinor() != 2) {
            builder.problem(line, "a %YAML directive for another version; allowed: 1.2, or none");
        }
    }

    private void refuseAlias(AliasEvent alias, int line) throws StopReadingException {
        if (builder.expectsKey()) {
            builder.problem(
                    line, "an alias (*" + alias.getAlias() + ") as a key; aliases are not allowed: write it out");
            throw new StopReadingException();
        }
        builder.problem(line, "an alias (*" + alias.getAlias() + "); aliases are not allowed: write the value out");
        builder.value(Broken.VALUE, line);
    }

    private void refuseAnchorAndTag(NodeEvent node, Optional<String> tag, int line) {
        node.getAnchor()
                .ifPresent(anchor ->
                        builder.problem(line, "an anchor (&" + anchor + "); anchors are not allowed: remove it"));
        tag.ifPresent(t -> builder.problem(
                line, "a type tag (" + Shown.text(t) + "); tags are not allowed: types follow from the key"));
    }

    private void startCollection(CollectionStartEvent start, int line) throws StopReadingException {
        if (builder.expectsKey()) {
            builder.problem(line, "a list or group as a key; a key is a text");
            throw new StopReadingException();
        }
        if (start.getEventId() == Event.ID.MappingStart) {
            builder.startMap(line);
        } else {
            builder.startList(line);
        }
    }

    private void takeScalar(ScalarEvent scalar, int line) throws StopReadingException {
        PlainScalar.Reading reading =
                scalar.isPlain() ? PlainScalar.read(scalar.getValue()) : PlainScalar.Reading.of(scalar.getValue());
        if (builder.expectsKey()) {
            takeKey(scalar, reading, line);
            return;
        }
        reading.problem().ifPresent(problem -> builder.problem(line, problem));
        builder.value(reading.value(), line);
    }

    private void takeKey(ScalarEvent scalar, PlainScalar.Reading reading, int line) {
        String key = scalar.getValue();
        builder.key(key, line);
        if (scalar.isPlain() && key.equals("<<")) {
            builder.problem(line, "a merge key (<<); merging is not allowed: write the keys out");
        } else if (!(reading.value() instanceof String)) {
            builder.problem(line, "the key " + key + " is no text for every reader: write \"" + key + "\" in quotes");
        }
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(m -> m.getLine() + 1).orElse(1);
    }
}
