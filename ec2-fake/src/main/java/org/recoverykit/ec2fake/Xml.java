package org.recoverykit.ec2fake;

import java.util.Optional;
import java.util.function.BiConsumer;

/** Writes the elements of a reply. */
final class Xml {
    private static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";

    private final StringBuilder text = new StringBuilder();
    private final boolean blankForAbsent;

    /** With elements that have nothing to say left out, as EC2 does, or blank, as some others do. */
    Xml(boolean blankForAbsent) {
        this.blankForAbsent = blankForAbsent;
    }

    Xml() {
        this(false);
    }

    Xml put(String name, String value) {
        text.append('<').append(name).append('>').append(escaped(value));
        text.append("</").append(name).append('>');
        return this;
    }

    Xml put(String name, Optional<String> value) {
        return value.isPresent() || blankForAbsent ? put(name, value.orElse("")) : this;
    }

    Xml open(String name) {
        text.append('<').append(name).append('>');
        return this;
    }

    Xml close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    /** A list: one {@code item} for each. */
    <T> Xml items(String name, Iterable<T> all, BiConsumer<Xml, T> write) {
        open(name);
        for (T one : all) {
            open("item");
            write.accept(this, one);
            close("item");
        }
        return close(name);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** A whole reply. */
    static String reply(String action, String requestId, String body) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + action + "Response xmlns=\"" + NAMESPACE
                + "\"><requestId>" + requestId + "</requestId>" + body + "</" + action + "Response>";
    }

    /** A whole refusal. */
    static String error(String code, String message, String requestId) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><Errors><Error>"
                + new Xml().put("Code", code).put("Message", message)
                + "</Error></Errors><RequestID>" + requestId + "</RequestID></Response>";
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
