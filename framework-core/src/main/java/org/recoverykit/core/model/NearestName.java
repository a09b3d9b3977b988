package org.recoverykit.core.model;

import java.util.Collection;
import java.util.Optional;

/** Finds what a person may have meant: at most a third of the letters wrong, fewest first, then by alphabet. Pure. */
public final class NearestName {

    /** Whoever wrote more than that did not mistype a name; and the search stays cheap. */
    private static final int LONGEST = 64;

    private NearestName() {}

    /**
     * The name that is nearest, if one is near.
     *
     * @param wrong what was written; upper and lower case are the same here
     * @param names what there is
     */
    public static Optional<String> of(String wrong, Collection<String> names) {
        if (wrong.length() > LONGEST) {
            return Optional.empty();
        }
        int allowed = Math.max(1, wrong.length() / 3);
        String best = "";
        int least = allowed + 1;
        for (String name : names) {
            if (Math.abs(name.length() - wrong.length()) > allowed) {
                continue;
            }
            int distance = distance(wrong, name);
            if (distance < least || (distance == least && distance <= allowed && name.compareTo(best) < 0)) {
                best = name;
                least = distance;
            }
        }
        return least <= allowed ? Optional.of(best) : Optional.empty();
    }

    /** Letters to change, add, take out, or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, cost, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int[][] cost, int i, int j) {
        int changed = cost[i - 1][j - 1] + (same(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1);
        int least = Math.min(changed, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && same(a.charAt(i - 1), b.charAt(j - 2)) && same(a.charAt(i - 2), b.charAt(j - 1));
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }

    private static boolean same(char a, char b) {
        return Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
