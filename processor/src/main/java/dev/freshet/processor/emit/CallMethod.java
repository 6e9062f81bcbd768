package dev.freshet.processor.emit;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/**
 * Writes {@code call}: straight-line Java with a local variable for each dataset, or {@link CallClasses} if that is too
 * long.
 */
final class CallMethod {
    private final Emission emission;
    private final ValuesClass outputs;
    private final Thrown thrown;

    CallMethod(Emission emission, ValuesClass outputs, Thrown thrown) {
        this.emission = emission;
        this.outputs = outputs;
        this.thrown = thrown;
    }

    void addTo(TypeSpec.Builder type) {
        MethodSpec.Builder method = entry();
        int weight = emission.nodes.stream().mapToInt(Emission::weight).sum();
        if (weight <= Parts.CODE && outputs.isRecord()) {
            CallPlace whole = new CallPlace.Whole();
            CallValues values = new CallValues(emission, outputs);
            method.addCode(new CallStatements(emission, values).of(emission.nodes, whole))
                    .addStatement("return new Outputs($L)", values.outputs(whole));
        } else {
            new CallClasses(emission, outputs, thrown).addTo(type, method);
        }
        type.addMethod(withContexts(method));
        if (emission.takesContexts()) {
            type.addMethod(standalone());
        }
    }

    private MethodSpec.Builder entry() {
        return MethodSpec.methodBuilder("call")
                .addModifiers(Modifier.PUBLIC)
                .returns(emission.generated.nestedClass("Outputs"))
                .addExceptions(thrown.types())
                .addParameter(emission.generated.nestedClass("Inputs"), "inputs");
    }

    private MethodSpec withContexts(MethodSpec.Builder method) {
        if (emission.takesContexts()) {
            method.addParameter(Emission.NODE_CONTEXTS, "contexts");
            method.addJavadoc("Calls every node once, in order, with contexts from {@code contexts}.\n");
        } else {
            method.addJavadoc("Calls every node once, in order.\n");
        }
        return method.build();
    }

    private MethodSpec standalone() {
        return entry().addJavadoc("Calls every node once, in order, outside any run.\n")
                .beginControlFlow(
                        "try ($T contexts = $T.standalone($S))",
                        Emission.NODE_CONTEXTS,
                        Emission.NODE_CONTEXTS,
                        emission.pipeline.model().name())
                .addStatement("return call(inputs, contexts)")
                .endControlFlow()
                .build();
    }
}
