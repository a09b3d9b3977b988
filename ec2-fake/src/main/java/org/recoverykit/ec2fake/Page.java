package org.recoverykit.ec2fake;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of an answer. The token names the last one told, so that a page after a change neither repeats nor skips.
 *
 * @param items in the order of their IDs
 * @param nextToken absent on the last page
 */
record Page<T>(List<T> items, Optional<String> nextToken) {

    /** The page that the request asks for, of all that it asks for. */
    static <T> Page<T> of(Query query, int smallest, int largest, List<T> all, Function<T, String> id) {
        int size = query.get("MaxResults")
                .map(text -> size(text, smallest, largest))
                .orElse(largest);
        String after = query.get("NextToken").map(Page::idOf).orElse("");
        List<T> rest =
                all.stream().filter(one -> id.apply(one).compareTo(after) > 0).toList();
        if (rest.size() <= size) {
            return new Page<>(rest, Optional.empty());
        }
        List<T> items = rest.subList(0, size);
        return new Page<>(items, Optional.of(tokenOf(id.apply(items.get(size - 1)))));
    }

    static <T> Page<T> all(List<T> items) {
        return new Page<>(items, Optional.empty());
    }

    private static int size(String text, int smallest, int largest) {
        try {
            int size = Integer.parseInt(text);
            if (size >= smallest && size <= largest) {
                return size;
            }
        } catch (NumberFormatException e) {
            // falls through to the refusal
        }
        throw Refusal.invalidValue(
                "Value ( " + text + " ) for parameter maxResults is invalid. Expecting a value between " + smallest
                        + " and " + largest + ".");
    }

    private static String tokenOf(String id) {
        return Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    private static String idOf(String token) {
        try {
            return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.because("InvalidNextToken", "The token '" + token + "' is invalid.");
        }
    }
}
