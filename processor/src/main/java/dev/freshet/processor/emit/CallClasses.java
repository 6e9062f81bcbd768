package dev.freshet.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.freshet.processor.model.NodeModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * Writes a {@code call} with more nodes than one method can hold: nested classes whose fields replace the local
 * variables, and one class that combines them.
 */
final class CallClasses {
    private final Emission emission;
    private final ValuesClass outputs;
    private final Thrown thrown;
    private final List<List<NodeModel>> parts;
    private final CallValues values;

    CallClasses(Emission emission, ValuesClass outputs, Thrown thrown) {
        this.emission = emission;
        this.outputs = outputs;
        this.thrown = thrown;
        parts = Parts.cut(emission.nodes, Parts.NODES_A_CLASS, Emission::weight, Parts.POOL);
        values = CallValues.ofPartitions(emission, outputs, parts);
    }

    /** Adds the classes to a type, and the statements that use them to a method. */
    void addTo(TypeSpec.Builder type, MethodSpec.Builder method) {
        type.addType(root());
        method.addStatement(
                "Call call = new Call($L)", String.join(", ", sharedFields().keySet()));
        for (int i = 0; i < parts.size(); i++) {
            type.addType(part(new CallPlace.Part(i), parts.get(i)));
            method.addStatement("call.part$L.run(call)", i);
        }
        if (outputs.isRecord()) {
            method.addStatement("return new Outputs($L)", values.outputs(new CallPlace.Root()));
        } else {
            method.addStatement("return call.outputs");
        }
    }

    private Map<String, TypeName> sharedFields() {
        Map<String, TypeName> fields = new LinkedHashMap<>();
        fields.put("inputs", emission.generated.nestedClass("Inputs"));
        emission.holders().forEach(holder -> fields.put(holder.name(), holder.type()));
        if (emission.takesContexts()) {
            fields.put("contexts", Emission.NODE_CONTEXTS);
        }
        return fields;
    }

    private TypeSpec root() {
        TypeSpec.Builder root = TypeSpec.classBuilder("Call")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("The values of one call, split because of the limits of class files.\n");
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        sharedFields().forEach((name, fieldType) -> {
            root.addField(fieldType, name, Modifier.FINAL);
            constructor.addParameter(fieldType, name).addStatement("this.$N = $N", name, name);
        });
        root.addMethod(constructor.build());
        if (!outputs.isRecord()) {
            addNew(root, "outputs", emission.generated.nestedClass("Outputs"));
        }
        for (int i = 0; i < parts.size(); i++) {
            addNew(root, "part" + i, emission.generated.nestedClass("Call" + i));
        }
        return root.build();
    }

    private static void addNew(TypeSpec.Builder root, String name, ClassName type) {
        root.addField(FieldSpec.builder(type, name, Modifier.FINAL)
                .initializer("new $T()", type)
                .build());
    }

    private TypeSpec part(CallPlace.Part place, List<NodeModel> nodes) {
        TypeSpec.Builder part = TypeSpec.classBuilder("Call" + place.number())
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
        nodes.stream()
                .flatMap(node -> node.outputs().stream())
                .filter(output -> !values.isKeptInOutputs(output.name(), place))
                .forEach(output ->
                        part.addField(emission.variableType(output.name()), emission.variable(output.name())));
        List<List<NodeModel>> methods = Parts.cut(nodes, Parts.NODES_A_METHOD, Emission::weight, Parts.CODE);
        MethodSpec.Builder run = run("run");
        for (int i = 0; i < methods.size(); i++) {
            run.addStatement("run$L(call)", i);
        }
        part.addMethod(run.build());
        CallStatements statements = new CallStatements(emission, values);
        for (int i = 0; i < methods.size(); i++) {
            part.addMethod(
                    run("run" + i).addCode(statements.of(methods.get(i), place)).build());
        }
        return part.build();
    }

    private MethodSpec.Builder run(String name) {
        return MethodSpec.methodBuilder(name)
                .addParameter(emission.generated.nestedClass("Call"), "call")
                .addExceptions(thrown.types());
    }
}
