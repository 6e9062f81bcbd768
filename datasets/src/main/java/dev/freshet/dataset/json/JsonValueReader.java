package dev.freshet.dataset.json;

import dev.freshet.config.NearestName;
import dev.freshet.dataset.cell.Containers;
import dev.freshet.dataset.cell.RecordShape;
import dev.freshet.dataset.cell.ValueShape;
import dev.freshet.dataset.cell.ValueShape.Choice;
import dev.freshet.dataset.cell.ValueShape.Entries;
import dev.freshet.dataset.cell.ValueShape.Fields;
import dev.freshet.dataset.cell.ValueShape.Foreign;
import dev.freshet.dataset.cell.ValueShape.Many;
import dev.freshet.dataset.cell.ValueShape.Maybe;
import dev.freshet.dataset.cell.ValueShape.Natural;
import dev.freshet.dataset.cell.ValueShape.Single;
import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.util.TokenBuffer;

/**
 * Reads values from the tokens of JSON, strictly: what cannot be given back as it is there is refused. When a value is
 * read, the current token is its last one.
 */
final class JsonValueReader {
    private final JsonParser parser;
    private final DeserializationContext context;

    JsonValueReader(JsonParser parser, DeserializationContext context) {
        this.parser = parser;
        this.context = context;
    }

    /** Reads the value at the current token. */
    @Nullable
    Object read(ValueShape shape) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return ofNull(shape);
        }
        if (shape instanceof Single single) {
            return new JsonSingles(parser).read(single);
        }
        if (shape instanceof Maybe maybe) {
            return Containers.present(maybe.type(), read(maybe.item()));
        }
        if (shape instanceof Many many) {
            return many(many);
        }
        if (shape instanceof Entries entries) {
            return entries(entries);
        }
        if (shape instanceof Fields fields) {
            return record(fields, false);
        }
        if (shape instanceof Choice choice) {
            return choice(choice);
        }
        return shape instanceof Natural natural
                ? natural(natural)
                : context.readValue(parser, context.getTypeFactory().constructType(((Foreign) shape).type()));
    }

    /** Returns what stands for a null in the file. */
    @Nullable
    Object ofNull(ValueShape shape) {
        if (shape instanceof Maybe maybe) {
            return Containers.absent(maybe.type());
        }
        if (shape instanceof Single single && single.type().isPrimitive()) {
            throw missing(single.type());
        }
        return null;
    }

    private MismatchedInputException missing(Class<?> type) {
        return MismatchedInputException.from(parser, type, JsonFaults.NONE);
    }

    private void require(JsonToken token, Class<?> type) {
        if (parser.currentToken() != token) {
            throw MismatchedInputException.from(parser, type, "");
        }
    }

    private Object many(Many many) {
        require(JsonToken.START_ARRAY, many.type());
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int index = items.size();
            try {
                Object item = read(many.item());
                items.add(item);
            } catch (JacksonException e) {
                throw JsonFaults.at(e, new Reference(items, index));
            }
        }
        try {
            return Containers.many(many.type(), items);
        } catch (Containers.Repeated e) {
            throw fault("the items " + e.first() + " and " + e.second() + " of a set are one value");
        }
    }

    private DatabindException fault(String message) {
        return DatabindException.from(parser, message);
    }

    private Object entries(Entries entries) {
        require(JsonToken.START_OBJECT, entries.type());
        Map<Object, @Nullable Object> map = Containers.map(entries.type());
        Map<Object, @Nullable Object> names = Containers.map(entries.type());
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            try {
                Object key = key(name, entries.key());
                Object same = names.putIfAbsent(key, name);
                if (same != null) {
                    throw fault("the keys \"" + same + "\" and \"" + name + "\" are one value");
                }
                parser.nextToken();
                map.put(key, read(entries.value()));
            } catch (JacksonException e) {
                throw JsonFaults.at(e, new Reference(map, name));
            }
        }
        return map;
    }

    private Object key(String name, Single key) {
        try {
            return key.cell().parse().apply(name);
        } catch (RuntimeException e) {
            throw InvalidFormatException.from(parser, "", name, key.type());
        }
    }

    private Object record(Fields fields, boolean isNamed) {
        RecordShape shape = fields.shape();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            parser.nextToken();
        } else if (parser.currentToken() != JsonToken.PROPERTY_NAME && parser.currentToken() != JsonToken.END_OBJECT) {
            throw MismatchedInputException.from(parser, shape.type(), "");
        }
        @Nullable Object[] values = new Object[shape.names().size()];
        boolean[] found = new boolean[values.length];
        while (parser.currentToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            int index = shape.index(name);
            if (index >= 0) {
                found[index] = true;
                values[index] = component(fields, index, name);
            } else if (isNamed && name.equals(ValueShape.DISCRIMINATOR)) {
                parser.nextToken();
            } else {
                throw unknown(shape, name);
            }
            parser.nextToken();
        }
        for (int i = 0; i < values.length; i++) {
            if (!found[i]) {
                values[i] = absent(fields, i);
            }
        }
        return create(shape, values);
    }

    private @Nullable Object component(Fields fields, int index, String name) {
        try {
            parser.nextToken();
            return read(fields.component(index));
        } catch (JacksonException e) {
            throw JsonFaults.at(e, new Reference(fields.shape().type(), name));
        }
    }

    private @Nullable Object absent(Fields fields, int index) {
        if (fields.mayBeMissing(index)) {
            return ofNull(fields.component(index));
        }
        Class<?> type = JavaTypes.raw(fields.shape().type(index));
        throw missing(type)
                .prependPath(fields.shape().type(), fields.shape().names().get(index));
    }

    private JacksonException unknown(RecordShape shape, String name) {
        return UnrecognizedPropertyException.from(parser, shape.type(), name, List.copyOf(shape.names()));
    }

    private Object create(RecordShape shape, @Nullable Object[] values) {
        try {
            return shape.create(values);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            throw context.instantiationException(shape.type(), cause == null ? e : cause);
        }
    }

    /** Reads a record whose class is named, wherever in the object the name is. */
    private Object choice(Choice choice) {
        require(JsonToken.START_OBJECT, choice.type());
        parser.nextToken();
        if (parser.currentToken() == JsonToken.PROPERTY_NAME
                && parser.currentName().equals(ValueShape.DISCRIMINATOR)) {
            parser.nextToken();
            Fields fields = option(choice, parser);
            parser.nextToken();
            return record(fields, false);
        }
        try (TokenBuffer all = context.bufferForInputBuffering(parser)) {
            all.writeStartObject();
            while (parser.currentToken() == JsonToken.PROPERTY_NAME) {
                all.copyCurrentStructure(parser);
                parser.nextToken();
            }
            all.writeEndObject();
            Fields fields = named(choice, all);
            try (JsonParser again = all.asParserOnFirstToken(context, parser)) {
                return new JsonValueReader(again, context).record(fields, true);
            }
        }
    }

    private Fields named(Choice choice, TokenBuffer all) {
        try (JsonParser names = all.asParserOnFirstToken(context, parser)) {
            while (names.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isName = names.currentName().equals(ValueShape.DISCRIMINATOR);
                names.nextToken();
                if (isName) {
                    return option(choice, names);
                }
                names.skipChildren();
            }
        }
        throw fault("\"" + ValueShape.DISCRIMINATOR + "\" is missing; it says which " + JavaTypes.show(choice.type())
                + " this is: " + String.join(", ", choice.options().keySet()));
    }

    private Fields option(Choice choice, JsonParser at) {
        String name = at.currentToken() == JsonToken.VALUE_STRING
                ? at.getString()
                : at.currentToken().toString();
        Fields fields = choice.options().get(name);
        if (fields == null) {
            throw fault(JavaTypes.show(choice.type()) + " has no record \"" + name + "\"; "
                            + NearestName.hint(name, choice.options().keySet()))
                    .prependPath(choice.type(), ValueShape.DISCRIMINATOR);
        }
        return fields;
    }

    private @Nullable Object natural(Natural natural) {
        JsonToken token = parser.currentToken();
        boolean isNumber = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
        if (natural.type() == Number.class && !isNumber) {
            throw MismatchedInputException.from(parser, Double.class, "");
        }
        return switch (token) {
            case START_ARRAY -> many(new Many(List.class, natural));
            case START_OBJECT -> entries(new Entries(Map.class, JsonSingles.TEXT, natural));
            case VALUE_NUMBER_INT -> JsonSingles.smallest(parser.getString());
            case VALUE_NUMBER_FLOAT -> new JsonSingles(parser).read(JsonSingles.NUMBER);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getString();
        };
    }
}
