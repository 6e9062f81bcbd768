package dev.freshet.xml;

import dev.freshet.dataset.MalformedContent;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Checks a text before it is bound: Jackson's binding ends with the root element, skips document types, and takes the
 * last of several elements of one component.
 */
final class XmlElements {
    private final Deque<Children> open = new ArrayDeque<>();

    /** The elements inside of one. All have one name if they are the items of a list. */
    private static final class Children {
        private final Set<String> names = new HashSet<>();
        private @Nullable MalformedContent repeated;

        void add(String name, Location place) {
            if (!names.add(name) && repeated == null) {
                repeated =
                        new MalformedContent(XmlElements.place(place), "the element \"" + name + "\" is there twice");
            }
        }

        void end() {
            if (repeated != null && names.size() > 1) {
                throw repeated;
            }
        }
    }

    private XmlElements() {}

    /** @throws MalformedContent if the text is not one XML element as Freshet reads them */
    static void check(String text) {
        XmlElements elements = new XmlElements();
        try {
            XMLStreamReader reader = Xml.INPUT.createXMLStreamReader(new StringReader(text));
            while (reader.hasNext()) {
                reader.next();
                elements.see(reader);
            }
        } catch (XMLStreamException e) {
            String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new MalformedContent(place(e.getLocation()), "not XML: " + message, e);
        }
    }

    private void see(XMLStreamReader reader) {
        switch (reader.getEventType()) {
            case XMLStreamConstants.DTD ->
                throw new MalformedContent(place(reader.getLocation()), "a document type (<!DOCTYPE>) is not allowed");
            case XMLStreamConstants.START_ELEMENT -> {
                if (!open.isEmpty()) {
                    open.element().add(reader.getLocalName(), reader.getLocation());
                }
                open.push(new Children());
            }
            case XMLStreamConstants.END_ELEMENT -> open.pop().end();
            default -> {
                // Only elements are checked.
            }
        }
    }

    private static String place(@Nullable Location location) {
        return location == null || location.getLineNumber() < 1
                ? ""
                : ":" + location.getLineNumber() + ":" + location.getColumnNumber();
    }
}
