package org.recoverykit.ec2fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** {@code Filter.1.Name=vpc-id&Filter.1.Value.1=vpc-1}: all filters must agree, one value of each is enough. */
final class Filters {
    private Filters() {}

    /**
     * What the request asks for.
     *
     * @param known each filter that this kind of resource has, with the values that one has for it
     */
    static <T> Predicate<T> of(Query query, Map<String, Function<T, List<String>>> known) {
        Predicate<T> all = one -> true;
        for (int i = 1; query.get("Filter." + i + ".Name").isPresent(); i++) {
            String name = query.need("Filter." + i + ".Name");
            Function<T, List<String>> values = known.get(name);
            if (values == null) {
                throw Refusal.invalidValue("The filter '" + name + "' is invalid");
            }
            List<Pattern> wanted = patterns(query.list("Filter." + i + ".Value"));
            all = all.and(one -> values.apply(one).stream()
                    .anyMatch(v -> wanted.stream().anyMatch(p -> p.matcher(v).matches())));
        }
        return all;
    }

    /** EC2 knows two wildcards, and case matters. */
    private static List<Pattern> patterns(List<String> values) {
        List<Pattern> patterns = new ArrayList<>();
        for (String value : values) {
            String quoted = Pattern.quote(value).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
            patterns.add(Pattern.compile(quoted));
        }
        return patterns;
    }
}
