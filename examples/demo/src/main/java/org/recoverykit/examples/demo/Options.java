package org.recoverykit.examples.demo;

import java.util.List;

/**
 * What was asked for on the command line.
 *
 * @param colours whether to colour
 * @param verbose whether to show the engine's own log lines
 */
record Options(Colours colours, boolean verbose) {

    static final String USAGE = """
            Usage: bin/demo [--verbose]
              --verbose   shows the engines' own log lines too
            Colours: only on a terminal, and not where NO_COLOR is set.""";

    /**
     * Reads the command line; {@code --colour} is bin/demo's word for "this is a terminal".
     *
     * @throws IllegalArgumentException names what is not known, with the usage
     */
    static Options of(List<String> words, String noColor) {
        for (String word : words) {
            if (!List.of("--verbose", "--colour").contains(word)) {
                throw new IllegalArgumentException("'" + word + "' is not known\n" + USAGE);
            }
        }
        boolean colour = words.contains("--colour") && noColor.isEmpty();
        return new Options(colour ? Colours.ON : Colours.OFF, words.contains("--verbose"));
    }
}
