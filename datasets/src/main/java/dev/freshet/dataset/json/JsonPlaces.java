package dev.freshet.dataset.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

/** Finds the positions of properties in a text, because Jackson has often read further when it reports a fault. */
final class JsonPlaces {
    private final Supplier<JsonParser> again;

    /** @param again reads the text again, from the start */
    JsonPlaces(Supplier<JsonParser> again) {
        this.again = again;
    }

    /** Returns the position of a property's name. */
    Optional<TokenStreamLocation> of(List<JacksonException.Reference> path) {
        JsonPointer wanted = pointer(path);
        List<TokenStreamLocation> found = new ArrayList<>();
        walk((parser, at) -> {
            if (at.equals(wanted)) {
                found.add(parser.currentTokenLocation());
            }
        });
        return found.stream().findFirst();
    }

    /** Returns the names of the properties beside a property. */
    List<String> beside(List<JacksonException.Reference> path) {
        JsonPointer parent = pointer(path.subList(0, path.size() - 1));
        List<String> names = new ArrayList<>();
        walk((parser, at) -> {
            if (parent.equals(at.head())) {
                names.add(parser.currentName());
            }
        });
        return names;
    }

    /** Visits each property's name. */
    private interface Visitor {
        void visit(JsonParser parser, JsonPointer at);
    }

    private void walk(Visitor visitor) {
        try (JsonParser parser = again.get()) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                    visitor.visit(parser, parser.streamReadContext().pathAsPointer());
                }
            }
        } catch (JacksonException endOfWhatCanBeRead) {
            // The result so far stands, because the text can be malformed after the position.
        }
    }

    private static JsonPointer pointer(List<JacksonException.Reference> path) {
        JsonPointer pointer = JsonPointer.empty();
        for (JacksonException.Reference step : path) {
            pointer = step.getPropertyName() == null
                    ? pointer.appendIndex(Math.max(0, step.getIndex()))
                    : pointer.appendProperty(step.getPropertyName());
        }
        return pointer;
    }
}
