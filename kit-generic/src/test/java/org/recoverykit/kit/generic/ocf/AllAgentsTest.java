package org.recoverykit.kit.generic.ocf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.kit.generic.RealAgents;
import org.recoverykit.kit.generic.ocf.AgentTable.Row;

/** All agents that are installed, as they are. */
@RealAgents
class AllAgentsTest {
    private static Map<String, Row> rows = Map.of();
    private static AgentTable table = new AgentTable();

    @BeforeAll
    static void ask(@TempDir Path work) throws Exception {
        table = AgentTable.ofThisMachine(work);
        rows = table.rows();
    }

    @Test
    void theMetaDataOfEveryOneIsRead() {
        assertThat(rows).as("agents of Debian 12").hasSizeGreaterThanOrEqualTo(141);
        assertThat(rows).allSatisfy((type, row) -> {
            assertThat(row.metaData().name()).as("name of " + type).isNotBlank();
            assertThat(row.metaData().advertises("start")).as(type + " starts").isTrue();
            assertThat(row.metaData().advertises("monitor"))
                    .as(type + " monitors")
                    .isTrue();
            assertThat(row.metaData().parameters())
                    .as("parameters of " + type)
                    .allSatisfy(parameter -> assertThat(parameter.name()).isNotBlank());
        });
        assertThat(rows.values().stream()
                        .mapToInt(r -> r.metaData().parameters().size())
                        .sum())
                .as("parameters of all agents")
                .isGreaterThanOrEqualTo(1000);
    }

    @Test
    void whatNeedsAClusterManagerIsRefusedWithTheReason() {
        assertThat(refusal("Stateful"))
                .hasValueSatisfying(why -> assertThat(why).contains("promoted"));
        assertThat(refusal("galera")).isPresent();
        assertThat(refusal("SysInfo")).hasValueSatisfying(why -> assertThat(why).contains("attrd_updater"));
        assertThat(refusal("ClusterMon"))
                .hasValueSatisfying(why -> assertThat(why).contains("crm_mon"));
        assertThat(refusal("EvmsSCC")).hasValueSatisfying(why -> assertThat(why).contains("notified"));
    }

    @Test
    void ordinaryServicesAreTaken() {
        assertThat(rows.keySet().stream().filter(type -> refusal(type).isEmpty()))
                .contains("Dummy", "IPaddr2", "Filesystem", "nginx", "apache", "redis", "pgsql", "exportfs", "oracle")
                .hasSizeGreaterThanOrEqualTo(108);
    }

    /** {@code -Dagents.rewrite=true} writes the page anew, for a diff to be read. */
    @Test
    void theTableInTheDocumentationIsTrue() throws Exception {
        Path page = root().resolve("docs/kits/ocf-agents.md");
        String now = table.page(version());
        if (Boolean.getBoolean("agents.rewrite")) {
            Files.writeString(page, now);
        }
        String written = Files.readString(page);
        assumeTrue(
                written.contains("`resource-agents` " + version() + ":"),
                "the table is about another version than the installed " + version());
        assertThat(written)
                .as("docs/kits/ocf-agents.md; -Dagents.rewrite=true writes it anew")
                .isEqualTo(now);
    }

    private static Optional<String> refusal(String type) {
        return Objects.requireNonNull(rows.get(type), type).refusal();
    }

    private static String version() throws IOException, InterruptedException {
        Process query = new ProcessBuilder("dpkg-query", "-W", "-f", "${Version}", "resource-agents").start();
        String version = new String(query.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return query.waitFor(10, TimeUnit.SECONDS) && query.exitValue() == 0 ? version : "unknown";
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("docs/kits"))
                ? here
                : Objects.requireNonNull(here.getParent(), "the module's parent");
    }
}
