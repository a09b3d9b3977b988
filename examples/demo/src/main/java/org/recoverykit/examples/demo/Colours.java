package org.recoverykit.examples.demo;

import org.recoverykit.examples.demo.Sentence.Kind;

/** Colours where a terminal shows them; plain text where it is a pipe, or where NO_COLOR is set. */
enum Colours {
    ON,
    OFF;

    String of(Kind kind, String text) {
        return switch (kind) {
            case HAPPENS -> code("1;35", text);
            case DETECTED, FAILED -> code("33", text);
            case DECIDED -> code("36", text);
            case BEGUN -> code("2", text);
            case DONE, STATE -> code("32", text);
            case CLIENT -> code("34", text);
            case ALERT -> code("1;31", text);
        };
    }

    String bold(String text) {
        return code("1", text);
    }

    String faint(String text) {
        return code("2", text);
    }

    private String code(String code, String text) {
        return this == ON ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
