package org.recoverykit.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Prints rows as a table that is also Markdown, and the remarks under it. */
final class Table {
    private static final List<String> HEAD =
            List.of("figure", "unit", "n", "ours median", "p99", "reference median", "p99", "ratio", "bar", "met?");

    private Table() {}

    static String of(List<Row> rows) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(HEAD);
        rows.forEach(row -> cells.add(cells(row)));
        int[] widths = new int[HEAD.size()];
        for (List<String> line : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder(line(cells.get(0), widths));
        text.append(line(rule(widths), widths));
        cells.subList(1, cells.size()).forEach(c -> text.append(line(c, widths)));
        return text.append(remarks(rows)).toString();
    }

    private static List<String> cells(Row row) {
        String reference = row.referenceName().isEmpty()
                ? Numbers.text(row.reference().median())
                : Numbers.text(row.reference().median()) + " (" + row.referenceName() + ")";
        return List.of(
                row.what(),
                row.unit(),
                Integer.toString(row.ours().count()),
                Numbers.text(row.ours().median()),
                Numbers.text(row.ours().p99()),
                reference,
                Numbers.text(row.reference().p99()),
                ratio(row),
                row.bar().text(row.unit()),
                row.bar() instanceof Bar.None ? "-" : row.met() ? "yes" : "NO");
    }

    private static String ratio(Row row) {
        double ratio = row.ours().median() / row.reference().median();
        return Double.isFinite(ratio) ? Numbers.text(ratio) : "-";
    }

    private static List<String> rule(int[] widths) {
        List<String> rule = new ArrayList<>();
        for (int width : widths) {
            rule.add("-".repeat(width));
        }
        return rule;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String pad = " ".repeat(widths[i] - cell.length());
            line.append(' ').append(i == 0 ? cell + pad : pad + cell).append(" |");
        }
        return line.append('\n').toString();
    }

    private static String remarks(List<Row> rows) {
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            for (String remark : row.remarks()) {
                text.append("\n").append(row.what()).append(": ").append(remark);
            }
        }
        return text.length() == 0 ? "" : text.append('\n').toString();
    }
}
