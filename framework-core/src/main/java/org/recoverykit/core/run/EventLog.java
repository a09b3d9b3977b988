package org.recoverykit.core.run;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.EngineListener;
import org.recoverykit.spi.ActionResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes each event as one line of key=value pairs. */
final class EventLog implements EngineListener {
    private static final Logger LOG = LoggerFactory.getLogger("org.recoverykit.events");

    @Override
    public void onEvent(long sequence, Instant time, EngineEvent event) {
        Level level = level(event);
        if (LOG.isEnabledForLevel(level)) {
            LOG.atLevel(level).log(line(sequence, event));
        }
    }

    static String line(long sequence, EngineEvent event) {
        StringBuilder line = new StringBuilder(120);
        line.append("event=")
                .append(kebab(event.getClass().getSimpleName()))
                .append(" seq=")
                .append(sequence);
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            append(line, kebab(component.getName()), valueOf(component, event));
        }
        return line.toString();
    }

    private static String valueOf(RecordComponent component, EngineEvent event) {
        try {
            return String.valueOf(component.getAccessor().invoke(event));
        } catch (ReflectiveOperationException e) {
            return "?";
        }
    }

    private static void append(StringBuilder line, String key, String value) {
        if (value.isEmpty()) {
            return;
        }
        line.append(' ').append(key).append('=');
        if (value.chars().allMatch(c -> c > ' ' && c != '"' && c != '=' && c < 127)) {
            line.append(value);
        } else {
            line.append('"').append(Words.oneLine(value).replace('"', '\'')).append('"');
        }
    }

    private static String kebab(String camel) {
        return camel.codePoints()
                .collect(
                        StringBuilder::new,
                        (text, c) -> {
                            if (Character.isUpperCase(c) && !text.isEmpty()) {
                                text.append('-');
                            }
                            text.appendCodePoint(Character.toLowerCase(c));
                        },
                        StringBuilder::append)
                .toString();
    }

    private static Level level(EngineEvent event) {
        if (event instanceof EngineEvent.Alert || event instanceof EngineEvent.EngineTrouble) {
            return Level.ERROR;
        }
        boolean bad = event instanceof EngineEvent.CheckFailed
                || event instanceof EngineEvent.CheckUnknown
                || event instanceof EngineEvent.EventsLost
                || (event instanceof EngineEvent.OperationEnded ended && ended.outcome() != ActionResult.Kind.DONE);
        return bad ? Level.WARN : Level.INFO;
    }
}
