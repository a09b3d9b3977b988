package org.recoverykit.core.state;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.recoverykit.core.model.Fact;
import org.recoverykit.core.model.Fact.Blocked;
import org.recoverykit.core.model.Fact.Cleaned;
import org.recoverykit.core.model.Fact.GivenUp;
import org.recoverykit.core.model.Fact.HandedOver;
import org.recoverykit.core.model.Fact.HandingOver;
import org.recoverykit.core.model.Fact.Kept;
import org.recoverykit.core.model.Fact.Leaving;
import org.recoverykit.core.model.Fact.LocalRecoveryBegan;
import org.recoverykit.core.model.Fact.Maintenance;
import org.recoverykit.core.model.Fact.NotePut;
import org.recoverykit.core.model.Fact.NoteRemoved;
import org.recoverykit.core.model.Fact.Removed;
import org.recoverykit.core.model.Fact.Wanted;

/** How one kind of fact is written: its name in the file, and its members. */
record FactShape<F extends Fact>(
        String name, Class<F> type, BiConsumer<F, Map<String, Object>> write, Function<Members, F> read) {

    private static final String FACT = "fact";

    static final List<FactShape<?>> ALL = List.of(
            shape(
                    "wanted",
                    Wanted.class,
                    (f, m) -> tag(m, f.tag()).put("wanted", f.wanted()),
                    m -> new Wanted(m.text("tag"), m.flag("wanted"))),
            shape("removed", Removed.class, (f, m) -> tag(m, f.tag()), m -> new Removed(m.text("tag"))),
            shape(
                    "localRecoveryBegan",
                    LocalRecoveryBegan.class,
                    (f, m) -> tag(m, f.tag()).put("at", f.at().toString()),
                    m -> new LocalRecoveryBegan(m.text("tag"), Instant.parse(m.text("at")))),
            shape(
                    "givenUp",
                    GivenUp.class,
                    (f, m) -> tag(m, f.tag()).put("reason", f.reason()),
                    m -> new GivenUp(m.text("tag"), m.text("reason"))),
            shape(
                    "blocked",
                    Blocked.class,
                    (f, m) -> tag(m, f.tag()).put("reason", f.reason()),
                    m -> new Blocked(m.text("tag"), m.text("reason"))),
            shape("cleaned", Cleaned.class, (f, m) -> tag(m, f.tag()), m -> new Cleaned(m.text("tag"))),
            shape(
                    "maintenance",
                    Maintenance.class,
                    (f, m) -> hierarchy(m, f.hierarchy()).put("on", f.on()),
                    m -> new Maintenance(m.text("hierarchy"), m.flag("on"))),
            shape(
                    "leaving",
                    Leaving.class,
                    (f, m) -> {
                        hierarchy(m, f.hierarchy()).put("toNode", f.toNode());
                        m.put("reason", f.reason());
                    },
                    m -> new Leaving(m.text("hierarchy"), m.text("toNode"), m.text("reason"))),
            shape(
                    "handingOver",
                    HandingOver.class,
                    (f, m) -> {
                        hierarchy(m, f.hierarchy()).put("node", f.node());
                        m.put("reason", f.reason());
                    },
                    m -> new HandingOver(m.text("hierarchy"), m.text("node"), m.text("reason"))),
            shape(
                    "handedOver",
                    HandedOver.class,
                    (f, m) -> hierarchy(m, f.hierarchy()).put("node", f.node()),
                    m -> new HandedOver(m.text("hierarchy"), m.text("node"))),
            shape("kept", Kept.class, (f, m) -> hierarchy(m, f.hierarchy()), m -> new Kept(m.text("hierarchy"))),
            shape(
                    "notePut",
                    NotePut.class,
                    (f, m) -> {
                        tag(m, f.tag()).put("key", f.key());
                        m.put("value", f.value());
                    },
                    m -> new NotePut(m.text("tag"), m.text("key"), m.text("value"))),
            shape(
                    "noteRemoved",
                    NoteRemoved.class,
                    (f, m) -> tag(m, f.tag()).put("key", f.key()),
                    m -> new NoteRemoved(m.text("tag"), m.text("key"))));

    private static final Map<Class<?>, FactShape<?>> BY_TYPE =
            ALL.stream().collect(Collectors.toMap(FactShape::type, s -> s));
    private static final Map<String, FactShape<?>> BY_NAME =
            ALL.stream().collect(Collectors.toMap(FactShape::name, s -> s));

    /** A fact as the members of a JSON object: strings and booleans. */
    static Map<String, Object> membersOf(Fact fact) {
        FactShape<?> shape = BY_TYPE.get(fact.getClass());
        if (shape == null) {
            throw new IllegalArgumentException("facts of " + fact.getClass() + " have no written form");
        }
        return shape.write(fact);
    }

    /** Back from members. */
    static Fact factOf(Map<String, Object> members) {
        Members read = new Members(members);
        FactShape<?> shape = BY_NAME.get(read.text(FACT));
        if (shape == null) {
            throw new DamagedLineException("unknown fact " + read.text(FACT));
        }
        return shape.read.apply(read);
    }

    private Map<String, Object> write(Fact fact) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(FACT, name);
        write.accept(type.cast(fact), members);
        return members;
    }

    private static <F extends Fact> FactShape<F> shape(
            String name, Class<F> type, BiConsumer<F, Map<String, Object>> write, Function<Members, F> read) {
        return new FactShape<>(name, type, write, read);
    }

    private static Map<String, Object> tag(Map<String, Object> members, String tag) {
        members.put("tag", tag);
        return members;
    }

    private static Map<String, Object> hierarchy(Map<String, Object> members, String hierarchy) {
        members.put("hierarchy", hierarchy);
        return members;
    }

    /** What was read, by name, with its type proven. */
    record Members(Map<String, Object> values) {
        String text(String name) {
            return member(name, String.class);
        }

        boolean flag(String name) {
            return member(name, Boolean.class);
        }

        private <T> T member(String name, Class<T> type) {
            Object value = values.get(name);
            if (!type.isInstance(value)) {
                throw new DamagedLineException("no " + type.getSimpleName() + " named " + name);
            }
            return type.cast(value);
        }
    }
}
