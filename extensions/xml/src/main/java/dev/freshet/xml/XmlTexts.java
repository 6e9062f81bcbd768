package dev.freshet.xml;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** Writes texts, but refuses characters that no XML file can hold, not even as references. */
final class XmlTexts extends StdScalarSerializer<String> {
    XmlTexts() {
        super(String.class);
    }

    @Override
    public void serialize(String text, JsonGenerator generator, SerializationContext context) {
        text.codePoints().filter(c -> !isLegal(c)).findFirst().ifPresent(c -> {
            throw new IllegalArgumentException("the character U+%04X cannot be in XML".formatted(c));
        });
        generator.writeString(text);
    }

    private static boolean isLegal(int c) {
        return c >= ' '
                ? c <= Character.MAX_CODE_POINT
                        && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                        && c != 0xfffe
                        && c != 0xffff
                : c == '\t' || c == '\n' || c == '\r';
    }
}
