package dev.freshet.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.freshet.wiring.DatasetName;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes the nested class {@code Inputs} or {@code Outputs}: a record. If there are more values than a constructor can
 * take, it is a class with the same accessors and a setter for each.
 */
final class ValuesClass {
    /** A method takes at most 255 slots, including {@code this}; a long or a double takes two. */
    private static final int MOST_SLOTS = 254;

    private final Emission emission;
    private final String name;
    private final List<DatasetName> datasets;
    private final Identifiers accessors;

    ValuesClass(Emission emission, String name, List<DatasetName> datasets, Identifiers accessors) {
        this.emission = emission;
        this.name = name;
        this.datasets = datasets;
        this.accessors = accessors;
    }

    boolean isRecord() {
        return datasets.stream()
                        .mapToInt(dataset -> {
                            TypeName type = emission.type(dataset);
                            return type.equals(TypeName.LONG) || type.equals(TypeName.DOUBLE) ? 2 : 1;
                        })
                        .sum()
                <= MOST_SLOTS;
    }

    List<TypeSpec> write(String javadoc) {
        if (isRecord()) {
            MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
            datasets.forEach(
                    dataset -> constructor.addParameter(ParameterSpec.builder(emission.type(dataset), variable(dataset))
                            .build()));
            return List.of(TypeSpec.recordBuilder(name)
                    .addModifiers(Modifier.PUBLIC)
                    .addJavadoc(javadoc)
                    .recordConstructor(constructor.build())
                    .build());
        }
        TypeSpec.Builder last = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc(javadoc)
                .addJavadoc("A class instead of a record, because a constructor cannot take so many values.\n")
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PUBLIC)
                        .build());
        return Parts.chain(
                emission.generated, last, name, datasets, (type, dataset) -> property(type, dataset, type == last));
    }

    private void property(TypeSpec.Builder type, DatasetName dataset, boolean inLast) {
        ClassName self = emission.generated.nestedClass(name);
        TypeName valueType = emission.type(dataset);
        String variable = variable(dataset);
        type.addField(FieldSpec.builder(valueType, variable, Modifier.PRIVATE).build())
                .addMethod(MethodSpec.methodBuilder(variable)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(valueType)
                        .addStatement("return $N", variable)
                        .build())
                .addMethod(MethodSpec.methodBuilder(variable)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(self)
                        .addParameter(valueType, "value")
                        .addStatement("this.$N = value", variable)
                        .addStatement(
                                inLast ? "return this" : "return ($T) this",
                                inLast ? new Object[0] : new Object[] {self})
                        .build());
    }

    private String variable(DatasetName dataset) {
        return accessors.variable(dataset.text());
    }
}
