package org.recoverykit.kit.generic.ocf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.recoverykit.kit.generic.dialect.Runs;
import org.recoverykit.kit.generic.run.LinuxScriptRunner;
import org.recoverykit.kit.generic.run.Surroundings;
import org.recoverykit.testkit.RealTime;

/** Asks every installed agent what it is, and writes down which of them are taken. */
final class AgentTable {
    private static final Path ROOT = Path.of("/usr/lib/ocf");
    private static final Path PROVIDER = ROOT.resolve("resource.d/heartbeat");

    /** Whole lives of these are in the tests of the package agents. */
    private static final Set<String> LIVED =
            Set.of("Dummy", "anything", "IPaddr2", "Filesystem", "nginx", "redis", "pgsql", "exportfs");

    private final Map<String, Row> rows = new TreeMap<>();

    /**
     * One agent.
     *
     * @param metaData what it says of itself
     * @param refusal why it is not taken without parameters
     */
    record Row(AgentMetaData metaData, Optional<String> refusal) {}

    /** Asks them all. */
    static AgentTable ofThisMachine(Path work) throws Exception {
        AgentTable table = new AgentTable();
        try (RealTime time = new RealTime();
                LinuxScriptRunner runner = new LinuxScriptRunner(new Surroundings(
                        "table", "n1", work, Path.of("/"), Optional.empty(), Duration.ofSeconds(1), Map.of(), time))) {
            OcfAgents agents = new OcfAgents(runner);
            for (String type : installed()) {
                OcfAgent agent = new OcfAgent(AgentName.of("heartbeat:" + type, ROOT), Map.of(), Runs.SUBJECT);
                OcfAgents.Profile profile = agents.profile(agent);
                Optional<String> refusal =
                        Suitability.refusal(profile.metaData(), profile.printed(), profile.source(), Map.of());
                table.rows.put(type, new Row(profile.metaData(), refusal));
            }
        }
        return table;
    }

    private static List<String> installed() throws IOException {
        try (Stream<Path> files = Files.list(PROVIDER)) {
            return files.filter(Files::isRegularFile)
                    .filter(Files::isExecutable)
                    .map(f -> f.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted(String.CASE_INSENSITIVE_ORDER)
                    .toList();
        }
    }

    Map<String, Row> rows() {
        return rows;
    }

    /** The page for administrators. */
    String page(String version) {
        long refused =
                rows.values().stream().filter(r -> r.refusal().isPresent()).count();
        StringBuilder page = new StringBuilder("""
                # Which OCF agents run

                All %d agents of Debian's `resource-agents` %s: their meta-data parsed, and whether the kit takes them. %d are taken, %d refused. *Lived*:
                a whole life of it is part of the tests (restore, checks, broken, mended, removed, nothing left). *Taken* only says that nothing speaks against
                it: what it manages is not installed where the tests run. Written by a test; do not edit.

                | agent | | why, or what it manages | parameters | deepest check |
                |---|---|---|---|---|
                """.formatted(rows.size(), version, rows.size() - refused, refused));
        rows.forEach((type, row) -> page.append(line(type, row)));
        return page.toString();
    }

    private static String line(String type, Row row) {
        String verdict = row.refusal().isPresent() ? "refused" : LIVED.contains(type) ? "**lived**" : "taken";
        AgentMetaData agent = row.metaData();
        return "| %s | %s | %s | %d | %s |%n"
                .formatted(
                        type,
                        verdict,
                        row.refusal().orElse(agent.brief()).replace("|", "\\|"),
                        agent.parameters().size(),
                        agent.deepestLevel() == 0 ? "" : agent.deepestLevel());
    }
}
