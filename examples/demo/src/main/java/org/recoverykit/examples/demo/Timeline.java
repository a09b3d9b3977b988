package org.recoverykit.examples.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.examples.demo.Sentence.Kind;

/** What happens, line by line, as it happens: when, how long after the last blow, who, and what. Safe for any thread. */
final class Timeline {
    private final PrintStream out;
    private final Colours colours;
    private final Instant began = Instant.now();
    private Instant blow = began;
    private boolean silent;

    Timeline(PrintStream out, Colours colours) {
        this.out = out;
        this.colours = colours;
    }

    synchronized void text(String line) {
        if (!silent) {
            out.println(line);
            out.flush();
        }
    }

    /** One last line, then none. */
    synchronized void fallSilent(String lastWord) {
        text("");
        text(lastWord);
        silent = true;
    }

    synchronized void heading(String title) {
        text("");
        text(colours.bold(title));
    }

    /**
     * Does something to the scene and says so. The engines' lines wait meanwhile, so that cause comes before effect.
     *
     * @return when it was done
     */
    synchronized Instant blow(String who, String what, Runnable deed) {
        Instant at = Instant.now();
        deed.run();
        blow = at;
        line(at, who, new Sentence(Kind.HAPPENS, what));
        return at;
    }

    synchronized void event(String node, Instant at, EngineEvent event) {
        Sentence.of(event).ifPresent(sentence -> line(at, "engine " + node, sentence));
    }

    synchronized void client(String what) {
        line(Instant.now(), "client", new Sentence(Kind.CLIENT, what));
    }

    private void line(Instant at, String who, Sentence sentence) {
        String since = blow.equals(began) || at.isBefore(blow) ? "" : "+" + Sentence.millis(Duration.between(blow, at));
        String when = String.format(
                Locale.ROOT, "%8.3f s %11s", Duration.between(began, at).toNanos() / 1e9, since);
        text(colours.faint(when) + "  " + pad(who, 9) + " "
                + colours.of(sentence.kind(), pad(sentence.kind().word(), 9)) + " " + sentence.text());
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
