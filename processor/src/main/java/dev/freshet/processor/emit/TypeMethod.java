package dev.freshet.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.freshet.wiring.DatasetName;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes {@code type}: the Java type of each dataset, built on request, so that no class is loaded earlier. */
final class TypeMethod {
    private final Emission emission;
    private final TypeCode typeCode;

    TypeMethod(Emission emission, TypeCode typeCode) {
        this.emission = emission;
        this.typeCode = typeCode;
    }

    void addTo(TypeSpec.Builder type) {
        List<List<DatasetName>> parts = Parts.cut(emission.datasets, Parts.TYPES);
        MethodSpec.Builder entry = MethodSpec.methodBuilder("type")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(Type.class)
                .addParameter(TypeName.INT, "dataset");
        if (parts.size() <= 1) {
            type.addMethod(entry.addCode(cases(emission.datasets, 0)).build());
            return;
        }
        entry.beginControlFlow("return switch (dataset / $L)", Parts.TYPES);
        for (int i = 0; i < parts.size(); i++) {
            entry.addStatement("case $L -> Types$L.type(dataset)", i, i);
            type.addType(TypeSpec.classBuilder("Types" + i)
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .addJavadoc("The types of the datasets with numbers from $L.\n", i * Parts.TYPES)
                    .addMethod(MethodSpec.methodBuilder("type")
                            .addModifiers(Modifier.STATIC)
                            .returns(Type.class)
                            .addParameter(TypeName.INT, "dataset")
                            .addCode(cases(parts.get(i), i * Parts.TYPES))
                            .build())
                    .build());
        }
        entry.addStatement("default -> throw new $T(dataset)", IndexOutOfBoundsException.class);
        type.addMethod(entry.addCode("$<};\n").build());
    }

    private CodeBlock cases(List<DatasetName> datasets, int first) {
        Map<String, List<Integer>> numbers = new LinkedHashMap<>();
        Map<String, CodeBlock> types = new LinkedHashMap<>();
        for (int i = 0; i < datasets.size(); i++) {
            DatasetName dataset = datasets.get(i);
            CodeBlock code =
                    emission.declared(dataset).map(typeCode::of).orElse(CodeBlock.of("$T.class", Object.class));
            String key = code.toString();
            types.put(key, code);
            numbers.computeIfAbsent(key, k -> new ArrayList<>()).add(first + i);
        }
        CodeBlock.Builder block = CodeBlock.builder().beginControlFlow("return switch (dataset)");
        types.forEach((key, code) -> block.addStatement(
                "case $L -> $L",
                numbers.getOrDefault(key, List.of()).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ")),
                code));
        return block.addStatement("default -> throw new $T(dataset)", IndexOutOfBoundsException.class)
                .unindent()
                .add("};\n")
                .build();
    }
}
