package dev.freshet.dataset.format;

import dev.freshet.dataset.Inferred;
import dev.freshet.dataset.InferredType;
import dev.freshet.dataset.InferredType.ListOf;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Finds the Java type of JSON by its first values. */
final class JsonInference {
    private JsonInference() {}

    /** Reads the first elements of an array, or the whole of any other value. */
    static Inferred ofValue(InputStream in, int rows) throws IOException {
        try (JsonParser parser = Json.MAPPER.createParser(Texts.reader(in, StandardCharsets.UTF_8))) {
            if (parser.nextToken() == null) {
                throw new MalformedContent("", "the file is empty");
            }
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                JsonShape value = new JsonShape();
                value.add(parser, 0);
                return new Inferred(value.type(), Map.of(), List.of());
            }
            JsonShape elements = new JsonShape();
            int count = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY && count < rows) {
                elements.add(parser, 1);
                count++;
            }
            return inferred(elements, count, parser.currentToken() != JsonToken.END_ARRAY);
        } catch (JacksonException e) {
            throw malformed(e, 0);
        }
    }

    /** Reads the first lines. */
    static Inferred ofLines(InputStream in, int rows) throws IOException {
        BufferedReader lines = new BufferedReader(Texts.reader(in, StandardCharsets.UTF_8));
        JsonShape elements = new JsonShape();
        int count = 0;
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            if (count == rows) {
                return inferred(elements, count, true);
            }
            count++;
            try (JsonParser parser = Json.MAPPER.createParser(line)) {
                parser.nextToken();
                elements.add(parser, 1);
            } catch (JacksonException e) {
                throw malformed(e, number - 1);
            }
        }
        if (count == 0) {
            throw new MalformedContent("", "the file is empty");
        }
        return inferred(elements, count, false);
    }

    private static Inferred inferred(JsonShape elements, int count, boolean isCut) {
        List<String> notes = new ArrayList<>();
        if (count == 0) {
            notes.add("The array is empty: the type of its elements is not known.");
        } else if (isCut) {
            notes.add(Inferred.onlyHead(count));
        }
        InferredType element = elements.type();
        return new Inferred(new ListOf(element), Map.of(), notes);
    }

    private static MalformedContent malformed(JacksonException e, int before) {
        int line = before
                + Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getLineNr());
        return new MalformedContent(":" + line, "not JSON: " + MalformedContent.reason(e));
    }
}
