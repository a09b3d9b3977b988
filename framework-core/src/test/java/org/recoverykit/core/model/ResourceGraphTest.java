package org.recoverykit.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.recoverykit.engine.HierarchySpec;

class ResourceGraphTest {
    @Test
    void findsNothingWrongWithADiamond() {
        HierarchySpec diamond = hierarchy("web", "disk", "left disk", "right disk", "top left right");

        assertThat(ResourceGraph.check(List.of(diamond))).isEmpty();
        assertThat(HierarchyModel.of(diamond).restoreOrder()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void namesADependencyThatIsMissingAndTheNearestOne() {
        assertThat(messages(hierarchy("web", "vip", "app vpi")))
                .anyMatch(m -> m.contains("'app' depends on 'vpi'") && m.contains("did you mean 'vip'?"));
    }

    @Test
    void saysThatADependencyCannotLeaveItsHierarchy() {
        assertThat(messages(hierarchy("web", "vip"), hierarchy("db", "base vip")))
                .singleElement()
                .asString()
                .contains("it is in hierarchy 'web'");
    }

    @Test
    void refusesATagThatIsUsedTwice() {
        assertThat(messages(hierarchy("web", "vip"), hierarchy("db", "vip")))
                .singleElement()
                .asString()
                .contains("also in hierarchy 'web'");
    }

    @Test
    void printsCyclesOfOneTwoAndAThousand() {
        assertThat(messages(hierarchy("web", "a a"))).anyMatch(m -> m.contains("a -> a"));
        assertThat(messages(hierarchy("web", "a b", "b a"))).anyMatch(m -> m.contains("a -> b -> a"));
        assertThat(messages(hierarchy("web", chain(1000, "t999")))).anyMatch(m -> m.contains("(980 more)"));
    }

    @Test
    void refusesPartsThatAreNotTiedTogether() {
        assertThat(messages(hierarchy("web", "a", "b"))).anyMatch(m -> m.contains("'b' is not tied to 'a'"));
    }

    @Test
    void refusesBadNames() {
        assertThat(messages(hierarchy("we/b", "-a"))).hasSize(2).allMatch(m -> m.contains("is not allowed"));
    }

    @Test
    void holdsAChainOfTenThousand() {
        HierarchySpec deep = hierarchy("deep", chain(10_000, ""));

        assertThat(ResourceGraph.check(List.of(deep))).isEmpty();
        assertThat(HierarchyModel.of(deep).withDescendants(9_999).cardinality()).isEqualTo(10_000);
    }

    private static String[] chain(int length, String first) {
        String[] lines = new String[length];
        lines[0] = ("t0 " + first).strip();
        for (int i = 1; i < length; i++) {
            lines[i] = "t" + i + " t" + (i - 1);
        }
        return lines;
    }

    private static HierarchySpec hierarchy(String name, String... lines) {
        HierarchySpec.Builder builder = HierarchySpec.named(name);
        for (String line : lines) {
            List<String> words = new ArrayList<>(List.of(line.split(" ")));
            String tag = words.remove(0);
            builder.resource(tag, "kit", Map.of(), words.toArray(String[]::new));
        }
        return builder.build();
    }

    private static List<String> messages(HierarchySpec... hierarchies) {
        return ResourceGraph.check(List.of(hierarchies)).stream()
                .map(GraphProblem::message)
                .toList();
    }
}
