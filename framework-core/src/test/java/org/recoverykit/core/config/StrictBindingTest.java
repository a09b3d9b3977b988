package org.recoverykit.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is right is taken; of what is wrong everything is told. */
@Timeout(60)
class StrictBindingTest extends ConfigFiles {

    @Test
    void takesWhatIsRight() throws Exception {
        Settings settings = loaded(write(
                "c.yaml",
                SETTINGS
                        + "          label: \"no\"\n          mode: fast\n          pause: 500ms\n"
                        + "          targets: [{host: a, port: 80}]\n          limits: {x: 5000000000}\n"
                        + "          refresh: true\n"));
        assertThat(settings)
                .isEqualTo(new Settings(
                        "10.0.0.1",
                        24,
                        Optional.of("no"),
                        Mode.FAST,
                        Duration.ofMillis(500),
                        Optional.empty(),
                        List.of(new Target("a", 80, 50, Duration.ofSeconds(1))),
                        Map.of("x", 5_000_000_000L),
                        Optional.of(true),
                        Optional.empty()));
        String json = "{\"node\":\"n1\",\"hierarchies\":{\"web\":{\"resources\":{\"vip\":"
                + "{\"kit\":\"ip\",\"settings\":{\"address\":\"10.0.0.1\"}}}}}}";
        assertThat(loaded(write("c.json", json)).mode()).isEqualTo(Mode.VERY_SLOW);
    }

    @Test
    void tellsAllProblemsAtOnceInTheOrderOfTheFile() throws Exception {
        String text = """
                node: -n
                hierarchies:
                  web:
                    resources:
                      vip:
                        kit: ib
                        settings: {address: 10.0.0.1}
                        policy:
                          quickCheckInterval: 1ms
                      app:
                        kit: ip
                        settings:
                          prefix: "24"
                          mode: slow
                          pause: 10
                          targets: [{host: a, port: 0}]
                        policy: {timeouts: {restore: 0s}}
                      db:
                        dependsOn: vip
                """;
        assertThat(refusedYaml(text))
                .containsExactly(
                        "c.yaml:1: node: found \"-n\"; allowed for a node: letters, digits, '.', '_' and '-', beginning with"
                                + " a letter or digit, 1 to 64 of them",
                        "c.yaml:6: " + PLACE
                                + ".kit: found \"ib\", which is no kit here; did you mean ip?; allowed: ip",
                        "c.yaml:9: " + PLACE
                                + ".policy.quickCheckInterval: quickCheckInterval is PT0.001S; allowed: 50ms"
                                + " to 24h",
                        "c.yaml:12: hierarchies.web.resources.app.settings.address: is missing: the address to protect",
                        "c.yaml:13: hierarchies.web.resources.app.settings.prefix: found \"24\"; allowed: a whole number"
                                + " from -2147483648 to 2147483647",
                        "c.yaml:14: hierarchies.web.resources.app.settings.mode: found \"slow\"; allowed: fast, very-slow",
                        "c.yaml:15: hierarchies.web.resources.app.settings.pause: found the number 10; allowed: a whole"
                                + " number and a unit, as 500ms, 10s, 5m or 2h",
                        "c.yaml:16: hierarchies.web.resources.app.settings.targets[0].port: port is 0; allowed: 1 to 65535",
                        "c.yaml:17: hierarchies.web.resources.app.policy.timeouts.restore: restore is PT0S; allowed: above 0"
                                + " and at most 24h",
                        "c.yaml:18: hierarchies.web.resources.db.kit: is missing: the id of the kit that protects it",
                        "c.yaml:19: hierarchies.web.resources.db.dependsOn: found \"vip\"; allowed: a list");
    }

    @Test
    void neverShowsASecret() throws Exception {
        List<String> problems = refusedYaml(SETTINGS + "          password: 12345\n");
        assertThat(problems)
                .containsExactly(
                        "c.yaml:9: " + PLACE + ".settings.password: found a value that is not shown; allowed: a text");
    }

    @Test
    void saysWhyAKitThatWasFoundCannotBeUsed() throws Exception {
        assertThat(refusedYaml(HEAD.replace("kit: ip", "kit: old")))
                .containsExactly(
                        "c.yaml:6: " + PLACE + ".kit: kit \"old\" was found and cannot be used: it is too old");
    }

    @Test
    void tellsAllRangesOfOneRecordAtOnce() throws Exception {
        String text = SETTINGS + """
                          targets:
                            - {host: a, port: 0, weight: 101, pause: 0s}
                        policy:
                          quickCheckInterval: 1ms
                          maxLocalRecoveries: 1001
                          timeouts: {restore: 0s, remove: 25h, isolate: 99h}
                          unknownBudget: 0
                """;
        assertThat(refusedYaml(text))
                .containsExactly(
                        "c.yaml:10: " + PLACE + ".settings.targets[0].port: port is 0; allowed: 1 to 65535",
                        "c.yaml:10: " + PLACE + ".settings.targets[0].weight: weight is 101; allowed: 0 to 100",
                        "c.yaml:10: " + PLACE + ".settings.targets[0].pause: pause is PT0S; allowed: above 0",
                        "c.yaml:12: " + PLACE
                                + ".policy.quickCheckInterval: quickCheckInterval is PT0.001S; allowed: 50ms to 24h",
                        "c.yaml:13: " + PLACE
                                + ".policy.maxLocalRecoveries: maxLocalRecoveries is 1001; allowed: 0 to 1000",
                        "c.yaml:14: " + PLACE
                                + ".policy.timeouts.restore: restore is PT0S; allowed: above 0 and at most 24h",
                        "c.yaml:14: " + PLACE
                                + ".policy.timeouts.remove: remove is PT25H; allowed: above 0 and at most 24h",
                        "c.yaml:14: " + PLACE
                                + ".policy.timeouts.isolate: isolate is PT99H; allowed: above 0 and at most 24h",
                        "c.yaml:15: " + PLACE + ".policy.unknownBudget: unknownBudget is 0; allowed: 1 to 1000");
    }

    @Test
    void blamesNoValueForAnother() throws Exception {
        assertThat(refusedYaml(SETTINGS + "          bounds: {least: -1, most: 2}\n"))
                .containsExactly("c.yaml:9: " + PLACE + ".settings.bounds.least: least is -1; allowed: 0 and more");
        assertThat(refusedYaml(SETTINGS + "          bounds: {least: 5, most: 2}\n"))
                .containsExactly(
                        "c.yaml:9: " + PLACE + ".settings.bounds.most: most is 2; allowed: least (5) and more");
    }
}
