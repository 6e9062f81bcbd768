package dev.freshet.xml;

import com.ctc.wstx.io.WstxInputData;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.util.JsonGeneratorDelegate;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.ValueSerializerModifier;

/**
 * Refuses keys of maps that cannot be names of elements. The writer would refuse them too, but only behind the key, where
 * it is no longer known which record and which component has it.
 */
final class XmlNames extends ValueSerializerModifier {
    private static final long serialVersionUID = 1L;

    static SimpleModule module() {
        return new SimpleModule("names").setSerializerModifier(new XmlNames());
    }

    @Override
    public ValueSerializer<?> modifyKeySerializer(
            SerializationConfig config, JavaType type, BeanDescription.Supplier description, ValueSerializer<?> keys) {
        return new Checked(keys);
    }

    private static final class Checked extends ValueSerializer<Object> {
        private final ValueSerializer<Object> keys;

        @SuppressWarnings("unchecked") // it writes keys of the map's type, and is given no others
        Checked(ValueSerializer<?> keys) {
            this.keys = (ValueSerializer<Object>) keys;
        }

        @Override
        public void serialize(Object key, JsonGenerator generator, SerializationContext context) {
            keys.serialize(key, new Names(generator), context);
        }
    }

    private static final class Names extends JsonGeneratorDelegate {
        Names(JsonGenerator generator) {
            super(generator);
        }

        @Override
        public JsonGenerator writeName(String name) {
            check(name);
            return super.writeName(name);
        }

        @Override
        public JsonGenerator writeName(SerializableString name) {
            check(name.getValue());
            return super.writeName(name);
        }

        /** Takes the keys that are whole numbers. */
        @Override
        public JsonGenerator writePropertyId(long id) {
            check(Long.toString(id));
            return super.writePropertyId(id);
        }

        private static void check(String name) {
            if (name.isEmpty() || WstxInputData.findIllegalNameChar(name, true, false) >= 0) {
                throw new IllegalArgumentException("the key \"" + name
                        + "\" cannot be the name of an element: such names consist of letters, digits,"
                        + " _, - and ., and begin with a letter or _");
            }
        }
    }
}
