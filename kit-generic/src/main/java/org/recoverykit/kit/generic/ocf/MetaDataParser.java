package org.recoverykit.kit.generic.ocf;

import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads an agent's meta-data. Hostile input: no DTD is read, no entity is resolved, so nothing grows and no file is opened. */
final class MetaDataParser {
    private static final XMLInputFactory SAFE = safe();

    private final XMLStreamReader xml;
    private final Deque<String> path = new ArrayDeque<>();
    private final List<AgentParameter> parameters = new ArrayList<>();
    private final List<AgentAction> actions = new ArrayList<>();
    private String agent = "";
    private String version = "";
    private String brief = "";
    private String text = "";
    private Draft draft = new Draft("", false);

    private MetaDataParser(XMLStreamReader xml) {
        this.xml = xml;
    }

    /**
     * Parses what an agent printed. Lines before and after the document are ignored: some agents log to where they should
     * not.
     *
     * @throws NoMetaDataException if there is no document, or it is not well-formed
     */
    static AgentMetaData parse(String printed) throws NoMetaDataException {
        int from = printed.indexOf("<resource-agent");
        int end = printed.lastIndexOf("</resource-agent>");
        if (from < 0 || end < from) {
            throw new NoMetaDataException("it printed no <resource-agent> document");
        }
        String document = printed.substring(from, end + "</resource-agent>".length());
        try {
            XMLStreamReader xml = SAFE.createXMLStreamReader(new StringReader(document));
            try {
                return new MetaDataParser(xml).document();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            throw new NoMetaDataException(
                    "its document is not well-formed: " + oneLine(String.valueOf(e.getMessage())));
        }
    }

    private AgentMetaData document() throws XMLStreamException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> opened(xml.getLocalName());
                case XMLStreamConstants.END_ELEMENT -> closed(xml.getLocalName());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> said(xml.getText());
                default -> {}
            }
        }
        return new AgentMetaData(agent, version, oneLine(brief), oneLine(text), parameters, actions);
    }

    private void opened(String element) {
        path.push(element);
        switch (element) {
            case "resource-agent" -> {
                agent = attribute("name").orElse("");
                version = attribute("version").orElse("");
            }
            case "parameter" ->
                draft = new Draft(
                        attribute("name").orElse(""),
                        attribute("required").filter(Draft::isTrue).isPresent());
            case "content" -> {
                draft.type = attribute("type").filter(t -> !t.isBlank()).orElse("string");
                // An empty default is how agents say that there is none.
                draft.preset = attribute("default").filter(d -> !d.isEmpty());
            }
            case "action" ->
                actions.add(new AgentAction(
                        attribute("name").orElse(""),
                        attribute("timeout").flatMap(MetaDataParser::seconds),
                        attribute("depth")
                                .filter(d -> d.matches("[0-9]{1,4}"))
                                .map(Integer::parseInt)
                                .orElse(0),
                        attribute("role").orElse("")));
            default -> {}
        }
    }

    private void closed(String element) {
        path.pop();
        if (element.equals("parameter")) {
            parameters.add(draft.done());
        }
    }

    private void said(String words) {
        boolean inParameter = path.contains("parameter");
        String element = path.isEmpty() ? "" : path.getFirst();
        if (element.equals("longdesc")) {
            if (inParameter) {
                draft.text += words;
            } else {
                text += words;
            }
        } else if (element.equals("shortdesc")) {
            if (inParameter) {
                draft.brief += words;
            } else {
                brief += words;
            }
        }
    }

    private Optional<String> attribute(String name) {
        return Optional.ofNullable(xml.getAttributeValue(null, name));
    }

    /** {@code 20s}, {@code 20}, {@code 500ms} or {@code 2min}; agents use the first two. */
    static Optional<Duration> seconds(String written) {
        if (!written.matches("[0-9]{1,9}(s|sec|ms|m|min)?")) {
            return Optional.empty();
        }
        long number = Long.parseLong(written.replaceAll("[a-z]+", ""));
        return Optional.of(
                switch (written.replaceAll("[0-9]+", "")) {
                    case "ms" -> Duration.ofMillis(number);
                    case "m", "min" -> Duration.ofMinutes(number);
                    default -> Duration.ofSeconds(number);
                });
    }

    private static String oneLine(String words) {
        return words.strip().replaceAll("\\s+", " ");
    }

    private static XMLInputFactory safe() {
        // newDefaultFactory: the JDK's own, whatever else is on the class path.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** A parameter while it is read. */
    private static final class Draft {
        private final String name;
        private final boolean required;
        private String type = "string";
        private Optional<String> preset = Optional.empty();
        private String brief = "";
        private String text = "";

        Draft(String name, boolean required) {
            this.name = name;
            this.required = required;
        }

        static boolean isTrue(String word) {
            return word.equals("1") || word.equalsIgnoreCase("true") || word.equalsIgnoreCase("yes");
        }

        AgentParameter done() {
            return new AgentParameter(name, type, required, preset, oneLine(brief), oneLine(text));
        }
    }
}
