package org.recoverykit.examples.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table at the end. */
final class Summary {
    private static final List<String> HEADS =
            List.of("act", "detected after", "in service after", "address silent", "page missing", "what was done");

    private Summary() {}

    /** One line for each act, under one line of heads; columns as wide as they must be. */
    static List<String> table(List<Act.Report> reports) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADS);
        reports.forEach(report -> rows.add(row(report)));
        int[] widths = new int[HEADS.size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static List<String> row(Act.Report report) {
        return List.of(
                report.title(),
                time(report.detected()),
                time(report.inService()),
                outage(report.address()),
                outage(report.page()),
                report.done()
                        + report.problem().map(p -> " (FAILED: " + p + ")").orElse(""));
    }

    private static String time(Optional<Duration> time) {
        return time.map(Sentence::millis).orElse("-");
    }

    private static String outage(Duration outage) {
        return outage.isZero() ? "not at all" : Sentence.millis(outage);
    }

    private static String line(List<String> row, int[] widths) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < widths.length; column++) {
            int missing = widths[column] - row.get(column).length();
            boolean number = column > 0 && column < widths.length - 1;
            cells.add(number ? " ".repeat(missing) + row.get(column) : row.get(column) + " ".repeat(missing));
        }
        return cells.stream().collect(Collectors.joining("   ")).stripTrailing();
    }
}
