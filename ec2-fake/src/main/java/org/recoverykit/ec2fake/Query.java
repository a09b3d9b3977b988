package org.recoverykit.ec2fake;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A request's parameters: {@code Action=ReplaceRoute&RouteTableId=rtb-a&...}. Blank ones count as absent. */
final class Query {
    private final SortedMap<String, String> values;

    private Query(SortedMap<String, String> values) {
        this.values = values;
    }

    static Query parse(String form) {
        SortedMap<String, String> values = new TreeMap<>();
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new Query(values);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    Map<String, String> all() {
        return values;
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(v -> !v.isBlank());
    }

    String need(String name) {
        return get(name)
                .orElseThrow(() -> Refusal.because(
                        "MissingParameter", "The request must contain the parameter " + withSmallInitial(name)));
    }

    boolean isTrue(String name) {
        return get(name).filter("true"::equals).isPresent();
    }

    /** A list: {@code RouteTableId.1}, {@code RouteTableId.2} and so on. */
    List<String> list(String name) {
        List<String> found = new ArrayList<>();
        for (int i = 1; ; i++) {
            String value = values.get(name + "." + i);
            if (value == null) {
                return found;
            }
            found.add(value);
        }
    }

    static String withSmallInitial(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
