package dev.freshet.dataset.json;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.cell.ValueShape;
import dev.freshet.dataset.cell.ValueShapes;
import dev.freshet.wiring.GenericTypes;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;

/** Makes Jackson store all types that Freshet knows by the one table of conversions, and leaves it only the others. */
final class ShapeModule extends SimpleModule {
    private static final long serialVersionUID = 1;

    ShapeModule() {
        super("shapes");
        setSerializerModifier(new ChoicesInBeans());
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addDeserializers(new ShapeDeserializers());
        context.addSerializers(new ShapeSerializers());
    }

    /**
     * Returns the shape of a type; empty if the type is Jackson's.
     *
     * @throws MalformedContent if such values cannot be stored
     */
    static Optional<ValueShape> shape(JavaType type) {
        return own(ValueShapes.of(plain(type)));
    }

    private static Optional<ValueShape> own(ValueShape shape) {
        return shape instanceof ValueShape.Foreign ? Optional.empty() : Optional.of(shape);
    }

    /** Returns the shape of a value's own class, which for collections and maps is that of their interface. */
    static Optional<ValueShape> shapeOfValues(JavaType type) {
        Optional<ValueShape> known = shape(type);
        if (known.isPresent()) {
            return known;
        }
        if (type.isMapLikeType() && type.isTypeOrSubTypeOf(Map.class)) {
            return shape(Map.class, type.getKeyType(), type.getContentType());
        }
        if (type.isTypeOrSubTypeOf(Set.class) && type.hasContentType()) {
            return shape(Set.class, type.getContentType());
        }
        return type.isTypeOrSubTypeOf(List.class) && type.hasContentType()
                ? shape(List.class, type.getContentType())
                : Optional.empty();
    }

    private static Optional<ValueShape> shape(Class<?> raw, JavaType... arguments) {
        Type[] plain = Stream.of(arguments).map(ShapeModule::plain).toArray(Type[]::new);
        return own(ValueShapes.of(GenericTypes.parameterized(raw, plain)));
    }

    /** Returns Jackson's form of a type as the JDK's reflection has it. */
    private static Type plain(JavaType type) {
        if (type.isArrayType()) {
            return GenericTypes.arrayOf(plain(type.getContentType()));
        }
        int count = type.getRawClass().getTypeParameters().length;
        if (count == 0 || type.getBindings().size() != count) {
            return type.getRawClass();
        }
        Type[] arguments = type.getBindings().getTypeParameters().stream()
                .map(ShapeModule::plain)
                .toArray(Type[]::new);
        return GenericTypes.parameterized(type.getRawClass(), arguments);
    }

    /** A bean's property of a sealed type names the class of its value: Jackson looks at the value alone. */
    private static final class ChoicesInBeans extends ValueSerializerModifier {
        private static final long serialVersionUID = 1;

        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config, BeanDescription.Supplier bean, List<BeanPropertyWriter> properties) {
            for (BeanPropertyWriter property : properties) {
                if (!property.hasSerializer()) {
                    shape(property.getType())
                            .filter(ValueShape.Choice.class::isInstance)
                            .ifPresent(choice -> property.assignSerializer(new ShapeSerializer(choice)));
                }
            }
            return properties;
        }
    }
}
