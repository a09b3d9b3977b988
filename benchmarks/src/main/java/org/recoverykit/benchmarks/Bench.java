package org.recoverykit.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code Bench PROGRAMS [--quick] [figure ...]}: measures all figures, or the named ones, and prints one table. Ends with 0
 * when all could be measured, whether or not a bar was reached; with 1 when something broke; with 2 when it was asked for
 * something that it does not have.
 */
public final class Bench {
    private static final List<Figure> FIGURES = List.of(
            new InstrumentCheck(),
            new CableCut(),
            new FirstFailover(),
            new ManyAddresses(),
            new DeletedAddress(),
            new SlowEvents(),
            new IdleProcessor(),
            new CallOverhead(),
            new QuickCheck(),
            new Primitives(),
            new ScriptAction(),
            new ManyScripts(),
            new EvacuationPlan(),
            new EngineStart(),
            new TenThousand());

    private Bench() {}

    /** Runs it. */
    public static void main(String[] words) {
        System.exit(run(words));
    }

    private static int run(String[] words) {
        Set<String> wanted = new LinkedHashSet<>(List.of(words).subList(1, words.length));
        Tools tools = new Tools(wanted.remove("--quick"), Path.of(words[0]));
        List<String> names = FIGURES.stream().map(Figure::name).toList();
        if (!names.containsAll(wanted)) {
            wanted.removeAll(names);
            tools.say("No such figure: " + String.join(", ", wanted) + ". There are: " + String.join(", ", names)
                    + "; and the option --quick.");
            return 2;
        }
        return measure(tools, wanted);
    }

    private static int measure(Tools tools, Set<String> wanted) {
        List<Row> rows = new ArrayList<>();
        int status = 0;
        for (Figure figure : FIGURES) {
            if (!wanted.isEmpty() && !wanted.contains(figure.name())) {
                continue;
            }
            tools.say("measuring " + figure.name() + " ...");
            try {
                rows.addAll(figure.measure(tools));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 1;
            } catch (Exception e) {
                tools.say(figure.name() + " broke: " + e.getMessage());
                status = 1;
            }
        }
        System.out.println(Table.of(rows));
        return status;
    }
}
