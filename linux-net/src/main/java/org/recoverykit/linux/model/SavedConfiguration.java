package org.recoverykit.linux.model;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * What an interface had, in the kernel's own words: no detail is lost that this library does not know. Lines of text, so that
 * it can outlive the process. Belongs to one boot of one machine.
 *
 * @param ifindex the interface
 * @param entries addresses and routes, in the order in which the kernel told them
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SavedConfiguration(int ifindex, List<Entry> entries) {
    private static final String HEAD = "interface ";

    /** What an entry is. */
    public enum Kind {
        ADDRESS,
        ROUTE
    }

    /**
     * One address or route.
     *
     * @param kind which of the two
     * @param hex the kernel's message, without its header
     */
    public record Entry(Kind kind, String hex) {
        /** From a message. */
        public static Entry of(Kind kind, byte[] payload) {
            return new Entry(kind, HexFormat.of().formatHex(payload));
        }

        /** The message, a fresh array. */
        public byte[] payload() {
            return HexFormat.of().parseHex(hex);
        }
    }

    /** Copies the list. */
    public SavedConfiguration {
        entries = List.copyOf(entries);
    }

    /** The entries of one kind. */
    public List<Entry> of(Kind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind).toList();
    }

    /** As text, for {@link #parse}. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(HEAD + ifindex);
        entries.forEach(entry -> lines.add(entry.kind().name().toLowerCase(Locale.ROOT) + " " + entry.hex()));
        return lines;
    }

    /**
     * From text.
     *
     * @throws IllegalArgumentException if it is not what {@link #lines} wrote
     */
    public static SavedConfiguration parse(List<String> lines) {
        if (lines.isEmpty() || !lines.get(0).startsWith(HEAD)) {
            throw new IllegalArgumentException("not a saved configuration: it does not begin with '" + HEAD + "'");
        }
        List<Entry> entries = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.split(" ", 2);
            Entry entry = new Entry(Kind.valueOf(words[0].toUpperCase(Locale.ROOT)), words[words.length - 1]);
            if (entry.payload().length == 0) {
                throw new IllegalArgumentException("not a saved configuration: an empty entry");
            }
            entries.add(entry);
        }
        return new SavedConfiguration(Integer.parseInt(lines.get(0).substring(HEAD.length())), entries);
    }
}
