package org.recoverykit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ContractRulesTest {

    private static final Pattern RULE =
            Pattern.compile("(?m)^- \\*\\*(K\\d+\\.\\d+)\\*\\* ([\\s\\S]*?)(?=\\n- \\*\\*K|\\n\\n|\\z)");

    @Test
    void everyRuleHasATestOrSaysWhyNotAndEveryTestHasARule() throws IOException {
        Set<String> tested = new TreeSet<>();
        ContractMethods.all().stream()
                .map(Method::getName)
                .map(ContractMethods::ruleOf)
                .forEach(tested::add);

        Set<String> written = new TreeSet<>();
        rules().forEach(rule -> written.add(rule.group(1)));
        assertThat(written)
                .as("rules of docs/kit-contract.md, beside the rules that tests name")
                .isEqualTo(tested);
    }

    @Test
    void noRuleIsNumberedTwice() throws IOException {
        assertThat(rules().stream().map(rule -> rule.group(1))).doesNotHaveDuplicates();
        assertThat(ContractMethods.all().stream().map(Method::getName).map(ContractMethods::ruleOf))
                .as("rules with two tests")
                .doesNotHaveDuplicates();
    }

    @Test
    void levelsMatchTheWordsOfTheRulesAndEachTellsItsIntent() throws IOException {
        List<String> names = ContractMethods.all().stream().map(Method::getName).toList();
        for (MatchResult rule : rules()) {
            String text = rule.group(2);
            String test = names.stream()
                    .filter(name -> ContractMethods.ruleOf(name).equals(rule.group(1)))
                    .findFirst()
                    .orElseThrow();
            assertThat(text).as("rule %s tells its intent", rule.group(1)).contains("*Intent: ");
            if (test.startsWith("required_")) {
                assertThat(text)
                        .as("rule %s, tested by %s", rule.group(1), test)
                        .contains("MUST");
            } else if (test.startsWith("optional_")) {
                assertThat(text)
                        .as("rule %s, tested by %s", rule.group(1), test)
                        .contains("SHOULD")
                        .doesNotContain("MUST");
            }
        }
    }

    private static List<MatchResult> rules() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "kit-contract.md"));
        return RULE.matcher(document).results().toList();
    }
}
