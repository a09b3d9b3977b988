package org.recoverykit.examples.demo;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.InvalidConfigurationException;

/** Shows on a terminal how a web server and its address survive five blows. Started by {@code bin/demo}. */
public final class Demo {
    private final Timeline timeline;
    private final Ledger ledger = new Ledger();

    Demo(PrintStream out, Colours colours) {
        this.timeline = new Timeline(out, colours);
    }

    /**
     * How it ended.
     *
     * @param reports of the acts that were played
     * @param problems why it is no success, one line each; empty if it is
     */
    record Outcome(List<Act.Report> reports, List<String> problems) {}

    /** Exits with 0 if every act ended as it must and nothing is left behind, 1 if not, 2 for a word it does not know. */
    public static void main(String[] words) {
        System.exit(run(
                List.of(words), Optional.ofNullable(System.getenv("NO_COLOR")).orElse("")));
    }

    private static int run(List<String> words, String noColor) {
        try {
            Options options = Options.of(words, noColor);
            System.setProperty("demo.log", options.verbose() ? "INFO" : "OFF");
            Outcome outcome = new Demo(System.out, options.colours()).play();
            outcome.problems().forEach(problem -> System.err.println("FAILED: " + problem));
            return outcome.problems().isEmpty() ? 0 : 1;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (InvalidConfigurationException e) {
            System.err.println("FAILED: " + e.getMessage());
            return 1;
        } catch (Exception e) {
            System.err.println("FAILED: " + e);
            return 1;
        }
    }

    /** The whole evening: builds the scene, plays the acts, clears up, and looks whether anything is left. */
    Outcome play() throws Exception {
        Leftovers leftovers = Leftovers.begin();
        List<Act.Report> reports = new ArrayList<>();
        timeline.text(Scene.PICTURE);
        timeline.heading("   The service starts");
        try (Scene scene = Scene.build(leftovers.directory(), this::tell)) {
            Thread interrupted = clearUpWhenInterrupted(scene, leftovers);
            Optional<String> missing = scene.start(ledger);
            if (missing.isPresent()) {
                return new Outcome(List.of(), List.of("the service did not start: " + missing.get()));
            }
            timeline.client("served; address and page answer");
            Player player = new Player(timeline, ledger, scene.client());
            for (Act act : new Story(scene, ledger).acts()) {
                reports.add(player.play(act));
            }
            Runtime.getRuntime().removeShutdownHook(interrupted);
            timeline.heading("   The demonstration is over: all is taken out of service");
        } finally {
            leftovers.delete();
        }
        return end(reports, leftovers.found());
    }

    private Outcome end(List<Act.Report> reports, List<String> left) {
        timeline.heading("Summary");
        Summary.table(reports).forEach(timeline::text);
        timeline.text("");
        timeline.text(left.isEmpty() ? "Nothing left behind." : "Left behind: " + String.join(", ", left));
        List<String> problems = new ArrayList<>();
        reports.forEach(r -> r.problem().ifPresent(p -> problems.add(r.title().strip() + ": " + p)));
        left.forEach(thing -> problems.add("left behind: " + thing));
        return new Outcome(List.copyOf(reports), problems);
    }

    private void tell(String node, Instant at, EngineEvent event) {
        ledger.add(node, at, event);
        timeline.event(node, at, event);
    }

    /** Ctrl-C: no more lines, everything ended, nothing left. */
    private Thread clearUpWhenInterrupted(Scene scene, Leftovers leftovers) {
        Thread hook = new Thread(
                () -> {
                    timeline.fallSilent("Interrupted: clearing up.");
                    scene.close();
                    leftovers.deleteQuietly();
                },
                "demo-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }
}
