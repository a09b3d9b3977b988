package org.recoverykit.kit.generic.ocf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an agent says of itself.
 *
 * @param name the agent's name
 * @param version of the agent, may be empty
 * @param brief one line
 * @param text the long description, one line
 * @param parameters in the agent's order
 * @param actions in the agent's order; monitor once for each depth and role
 */
record AgentMetaData(
        String name,
        String version,
        String brief,
        String text,
        List<AgentParameter> parameters,
        List<AgentAction> actions) {

    AgentMetaData {
        parameters = List.copyOf(parameters);
        actions = List.copyOf(actions);
    }

    boolean advertises(String action) {
        return actions.stream().anyMatch(a -> a.name().equals(action));
    }

    /** The deepest monitor advertised; 0 when there is but one. */
    int deepestLevel() {
        return actions.stream()
                .filter(a -> a.name().equals("monitor"))
                .mapToInt(AgentAction::depth)
                .max()
                .orElse(0);
    }

    /** What is wrong with these settings, each by its name, in the agent's own words. Empty if nothing is. */
    List<Objection> objectionsTo(Map<String, String> given) {
        List<Objection> objections = new ArrayList<>();
        for (String name : given.keySet().stream().sorted().toList()) {
            if (parameter(name).isEmpty()) {
                objections.add(new Objection(
                        name,
                        "the agent " + this.name + " has no such parameter; it has: "
                                + String.join(
                                        ", ",
                                        parameters.stream()
                                                .map(AgentParameter::name)
                                                .toList())));
            }
        }
        for (AgentParameter parameter : parameters) {
            Optional<String> value = Optional.ofNullable(given.get(parameter.name()));
            if (value.isEmpty() && parameter.required() && parameter.preset().isEmpty()) {
                objections.add(new Objection(parameter.name(), "missing; " + parameter.described()));
            } else if (value.isPresent() && !parameter.accepts(value.get())) {
                objections.add(new Objection(
                        parameter.name(), "'" + value.get() + "' does not fit; " + parameter.described()));
            }
        }
        return objections;
    }

    /** Everything, for a person. */
    String described() {
        StringBuilder text = new StringBuilder(name).append(version.isEmpty() ? "" : " " + version);
        text.append(": ").append(brief).append('\n');
        if (!this.text.isEmpty()) {
            text.append(this.text).append('\n');
        }
        text.append("Parameters:\n");
        parameters.forEach(p -> text.append("  ").append(p.described()).append('\n'));
        text.append("Actions:\n");
        actions.forEach(a -> text.append("  ").append(a.described()).append('\n'));
        return text.toString();
    }

    private Optional<AgentParameter> parameter(String name) {
        return parameters.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /**
     * One thing wrong with the settings.
     *
     * @param parameter its name
     * @param message what was found, what is allowed
     */
    record Objection(String parameter, String message) {}
}
