package org.recoverykit.kit.generic.ocf;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recoverykit.kit.generic.dialect.Dialect;
import org.recoverykit.kit.generic.dialect.Subject;
import org.recoverykit.kit.generic.run.Invocation;
import org.recoverykit.kit.generic.run.Outcome;
import org.recoverykit.kit.generic.run.Outcome.Exited;
import org.recoverykit.kit.generic.run.ScriptRunner;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.KitConfigurationException.Problem;

/** Takes an agent into use: asks it what it is, and holds that against the settings. */
public final class OcfAgents {
    /** Where agents keep their state when they are told nothing else. */
    public static final String STATE = "/run/resource-agents";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 1 << 20;

    private final ScriptRunner runner;

    /** With what runs the agent's meta-data. */
    public OcfAgents(ScriptRunner runner) {
        this.runner = runner;
    }

    /**
     * An agent as settings ask for it.
     *
     * @param agent {@code ocf:heartbeat:redis}, {@code heartbeat:redis} or an absolute path
     * @param parameters for the agent
     * @param deepLevel of the deep check; empty for the deepest that the agent advertises
     * @param root OCF_ROOT
     * @param state directory of the agents' state (HA_RSCTMP); made if it is missing
     * @param expectations what becomes of an agent that expects a cluster manager
     */
    public record Request(
            String agent,
            Map<String, String> parameters,
            Optional<Integer> deepLevel,
            Path root,
            Path state,
            Expectations expectations) {}

    /** What becomes of an agent that expects a cluster manager. */
    public enum Expectations {
        REFUSED,
        IGNORED
    }

    /**
     * Reads the agent's meta-data and checks the settings against it. Blocks for 5 s at most; touches nothing of the resource.
     *
     * @throws KitConfigurationException with everything that is wrong with these settings
     * @throws InterruptedException at an interrupt
     */
    public Dialect load(Request request, Subject subject) throws KitConfigurationException, InterruptedException {
        AgentName name = name(request);
        OcfAgent agent = new OcfAgent(name, request.parameters(), subject);
        Profile profile = profile(agent);
        List<Problem> problems = new ArrayList<>();
        if (request.expectations() == Expectations.REFUSED) {
            Suitability.refusal(profile.metaData(), profile.printed(), profile.source(), request.parameters())
                    .ifPresent(why ->
                            problems.add(new Problem("ocf.agent", "the agent " + name.type() + " is refused: " + why)));
        }
        profile.metaData()
                .objectionsTo(request.parameters())
                .forEach(o -> problems.add(new Problem("ocf.parameters." + o.parameter(), o.message())));
        int deepest = request.deepLevel().orElse(profile.metaData().deepestLevel());
        if (deepest < 0 || deepest > 100) {
            problems.add(new Problem("ocf.deepLevel", deepest + " is no level; allowed are 0 to 100"));
        }
        stateDirectory(request.state()).ifPresent(problems::add);
        if (!problems.isEmpty()) {
            throw new KitConfigurationException(problems);
        }
        return new OcfDialect(agent, profile.metaData(), deepest);
    }

    /**
     * What an agent is.
     *
     * @param metaData as parsed
     * @param printed as printed
     * @param source its own text
     */
    record Profile(AgentMetaData metaData, String printed, String source) {}

    /** Asks an agent what it is. */
    Profile profile(OcfAgent agent) throws KitConfigurationException, InterruptedException {
        Invocation question = new Invocation("meta-data", List.of(agent.path(), "meta-data"), agent.identity());
        Outcome outcome = runner.run(question, ScriptRunner.Purpose.LEAVES_NOTHING, PATIENCE);
        if (outcome instanceof Exited exit && exit.code() == 0) {
            try {
                String printed = text(exit.report().output(), StandardCharsets.UTF_8);
                return new Profile(
                        MetaDataParser.parse(printed),
                        printed,
                        text(agent.name().path(), StandardCharsets.ISO_8859_1));
            } catch (NoMetaDataException | IOException e) {
                throw refused(agent, "its meta-data cannot be read: " + e.getMessage());
            }
        }
        throw refused(agent, whyNot(outcome));
    }

    private static String whyNot(Outcome outcome) {
        if (outcome instanceof Outcome.NotStarted obstacle) {
            return obstacle.reason();
        }
        if (outcome instanceof Exited exit) {
            return "its action meta-data ended with exit code " + exit.code() + ": "
                    + exit.report().lastWord();
        }
        return "its action meta-data did not come to an end: " + outcome;
    }

    private static KitConfigurationException refused(OcfAgent agent, String why) {
        return new KitConfigurationException("ocf.agent", agent.path() + ": " + why);
    }

    private static AgentName name(Request request) throws KitConfigurationException {
        try {
            return AgentName.of(request.agent(), request.root());
        } catch (IllegalArgumentException e) {
            throw new KitConfigurationException("ocf.agent", String.valueOf(e.getMessage()));
        }
    }

    /** Packages make this directory at boot, where there is a boot. Others may read what is there and write nothing. */
    private static Optional<Problem> stateDirectory(Path state) {
        try {
            if (!Files.isDirectory(state)) {
                Files.createDirectories(
                        state, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Problem(
                    "environment.HA_RSCTMP",
                    "agents keep their state in " + state + ", which is missing and cannot be made (" + e
                            + "); make it, or name another directory"));
        }
    }

    private static String text(Path file, Charset charset) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), charset);
        }
    }
}
