package org.recoverykit.core.discover;

import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.recoverykit.core.config.SettingsTypes;
import org.recoverykit.core.discover.ProviderProbe.Answer;
import org.recoverykit.engine.Problem;
import org.recoverykit.spi.RecoveryKitProvider;

/** Loads every kit on a class path, and survives each that cannot be loaded. */
public final class KitRegistry {

    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,31}");
    private static final String SERVICES = "META-INF/services/" + RecoveryKitProvider.class.getName();
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    /** A class path that makes the service loader fail for ever must not keep us here. */
    private static final int MOST_PROVIDERS = 1000;

    private final ProviderProbe probe;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, String> unusable = new HashMap<>();
    private final Map<String, UsableKit<?>> usable = new HashMap<>();
    /** Who claims an id, usable or not: while two do, neither is meant for certain. */
    private final Map<String, List<String>> claims = new TreeMap<>();

    private KitRegistry(Duration deadline) {
        this.probe = new ProviderProbe(deadline);
    }

    /**
     * Finds all kits that a class loader sees. Blocks for at most 10 s for each call of a provider that hangs; a thread that
     * hangs is left behind as a daemon. Only errors of the virtual machine pass through.
     */
    public static Discovery load(ClassLoader loader) {
        return load(loader, DEADLINE);
    }

    static Discovery load(ClassLoader loader, Duration deadline) {
        KitRegistry registry = new KitRegistry(deadline);
        registry.takeAll(
                ServiceLoader.load(RecoveryKitProvider.class, loader).stream().iterator());
        registry.refuseDuplicates();
        return new Discovery(registry.usable, registry.unusable, registry.problems);
    }

    /** Each step has its own chance to fail: a loop over the loader would end at the first broken provider. */
    private void takeAll(Iterator<? extends ServiceLoader.Provider<?>> found) {
        for (int i = 0; i < MOST_PROVIDERS; i++) {
            Answer<Optional<ServiceLoader.Provider<?>>> next = probe.ask(
                    "loading a class listed there",
                    () -> found.hasNext() ? Optional.of(found.next()) : Optional.empty());
            if (next.value().isPresent()) {
                if (next.value().get().isEmpty()) {
                    return;
                }
                take(next.value().get().get());
            } else {
                problem(SERVICES, next.failure());
                if (next.hung()) {
                    return; // the iterator is still in use by the thread that hangs
                }
            }
        }
    }

    private void take(ServiceLoader.Provider<?> found) {
        String source = sourceOf(found.type());
        Answer<Object> made = probe.ask("its constructor", found::get);
        if (made.value().isEmpty()) {
            problem(source, made.failure());
        } else if (made.value().get() instanceof RecoveryKitProvider<?> provider) {
            identify(provider, source);
        }
    }

    private void identify(RecoveryKitProvider<?> provider, String source) {
        Answer<String> id = probe.ask("id()", provider::id);
        if (id.value().isEmpty()) {
            problem(source, id.failure());
        } else if (!ID.matcher(id.value().get()).matches()) {
            problem(
                    source,
                    "id() returned an id of " + id.value().get().length()
                            + " characters that is not allowed: letters, digits and '-', beginning with a letter, 1 to 32 of them");
        } else {
            claims.computeIfAbsent(id.value().get(), any -> new ArrayList<>()).add(source);
            examine(id.value().get(), provider, source);
        }
    }

    private <C extends Record> void examine(String id, RecoveryKitProvider<C> provider, String source) {
        Answer<Integer> level = probe.ask("apiLevel()", provider::apiLevel);
        Answer<Class<C>> type = probe.ask("configType()", provider::configType);
        Answer<String> version = probe.ask("version()", provider::version);
        List<String> wrong = new ArrayList<>();
        level.value().ifPresentOrElse(l -> checkLevel(l, wrong), () -> wrong.add(level.failure()));
        type.value().ifPresentOrElse(t -> checkType(t, wrong), () -> wrong.add(type.failure()));
        if (version.value().isEmpty()) {
            wrong.add(version.failure());
        }
        if (wrong.isEmpty()) {
            UsableKit<C> kit = new UsableKit<>(
                    id, type.value().orElseThrow(), version.value().orElseThrow(), source, provider);
            usable.put(id, kit);
        } else {
            wrong.forEach(why -> problem(source, "kit " + id + ": " + why));
            unusable.put(id, String.join("; ", wrong));
        }
    }

    private static void checkLevel(int level, List<String> wrong) {
        if (level < 1 || level > RecoveryKitProvider.CURRENT_API_LEVEL) {
            wrong.add("it needs API level " + level + ", this framework serves 1 to "
                    + RecoveryKitProvider.CURRENT_API_LEVEL + ": use a newer framework, or an older build of the kit");
        }
    }

    private void checkType(Class<?> type, List<String> wrong) {
        Answer<List<String>> checked = probe.ask("looking at its settings", () -> SettingsTypes.problems(type));
        checked.value()
                .ifPresentOrElse(
                        found -> found.forEach(each -> wrong.add("configType(): " + each)),
                        () -> wrong.add(checked.failure()));
    }

    private void refuseDuplicates() {
        claims.forEach((id, sources) -> {
            if (sources.size() > 1) {
                usable.remove(id);
                String all = String.join(" and ", sources.stream().sorted().toList());
                unusable.put(id, "its id is claimed by " + all);
                problem(
                        sources.get(0),
                        "kit " + id + " is claimed by " + all + "; none of them is used: remove all but one");
            }
        });
    }

    private static String sourceOf(Class<?> type) {
        CodeSource code = type.getProtectionDomain().getCodeSource();
        return type.getName() + (code == null || code.getLocation() == null ? "" : " (" + code.getLocation() + ")");
    }

    private void problem(String source, String message) {
        problems.add(new Problem(source, OptionalInt.empty(), "", message));
    }
}
