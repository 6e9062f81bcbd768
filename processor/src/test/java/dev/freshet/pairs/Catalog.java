package dev.freshet.pairs;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads values by reflection, as a catalog does. */
public final class Catalog {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Catalog() {}

    /** A value as JSON. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** JSON as a value of a type. */
    public static Object read(String json, Type type) {
        return MAPPER.readValue(json, MAPPER.constructType(type));
    }

    /** JSON as a value of the type that the first parameter of a method has. */
    public static Object parameter(String json, Class<?> holder, String method) {
        Method found = Arrays.stream(holder.getDeclaredMethods())
                .filter(each -> each.getName().equals(method))
                .findFirst()
                .orElseThrow();
        return read(json, found.getGenericParameterTypes()[0]);
    }
}
