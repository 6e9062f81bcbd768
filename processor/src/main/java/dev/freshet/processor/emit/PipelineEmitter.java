package dev.freshet.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.freshet.processor.model.Assignability;
import dev.freshet.processor.model.InputModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.OutputModel;
import dev.freshet.processor.model.WiredPipeline;
import dev.freshet.processor.model.Wiring.Producer;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Generates the class of a pipeline. */
public final class PipelineEmitter {
    /** The annotation of generated classes. */
    public static final String GENERATED = "javax.annotation.processing.Generated";

    private static final String NO_CALL = """

            <p>There is no {@code call}: a transcoded dataset has another type when it is read than when it is made, so its
            value must go through the catalog.
            """;

    private static final String[] LINTS = {"deprecation", "exports", "rawtypes", "removal", "unchecked"};

    private final Elements elements;
    private final Types types;
    private final Filer filer;
    private final Assignability assignability;

    public PipelineEmitter(ProcessingEnvironment environment, Assignability assignability) {
        this.elements = environment.getElementUtils();
        this.types = environment.getTypeUtils();
        this.filer = environment.getFiler();
        this.assignability = assignability;
    }

    /**
     * Writes the class.
     *
     * @param sound whether the pipeline follows all rules; if not, the class has its usual members but does nothing, so
     *     that code that uses the class compiles and one mistake stays one error
     */
    public void emit(WiredPipeline pipeline, boolean sound) throws IOException {
        Emission emission = new Emission(pipeline, sound, elements, assignability);
        TypeSpec.Builder type = TypeSpec.classBuilder(emission.generated)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                // Gradle compiles everything again because of a class with several of them.
                .addOriginatingElement(pipeline.model().holder())
                .addSuperinterface(Emission.COMPILED_PIPELINE)
                .addJavadoc(javadoc(emission))
                .addAnnotation(suppressions())
                .alwaysQualify(hiddenTypes(pipeline.model().holder()));
        new NamesAnnotation(pipeline.model()).write().ifPresent(type::addAnnotation);
        generatedAnnotation(pipeline.model().holder()).ifPresent(type::addAnnotation);
        addCreation(type, emission);
        ValuesClass inputs = new ValuesClass(emission, "Inputs", emission.freeInputs(), emission.inputs);
        ValuesClass outputs = new ValuesClass(emission, "Outputs", emission.freeOutputs(), emission.outputs);
        if (sound) {
            addBehaviour(type, emission, outputs);
        } else {
            addBrokenBehaviour(type, emission);
        }
        ConstantsClasses constants = new ConstantsClasses(emission);
        type.addTypes(constants.data())
                .addTypes(constants.nodes())
                .addTypes(inputs.write("The pipeline inputs and the parameters.\n"))
                .addTypes(outputs.write("The outputs that no node of the pipeline reads.\n"));
        JavaFile.builder(emission.generated.packageName(), type.build())
                .indent("    ")
                .skipJavaLangImports(true)
                .build()
                .writeTo(filer);
    }

    /** Returns the types of java.lang that classes of the pipeline's package hide. */
    private String[] hiddenTypes(TypeElement holder) {
        return elements.getPackageOf(holder).getEnclosedElements().stream()
                .map(element -> element.getSimpleName().toString())
                .filter(name -> elements.getTypeElement("java.lang." + name) != null)
                .toArray(String[]::new);
    }

    private static CodeBlock javadoc(Emission emission) {
        return CodeBlock.of(
                "The pipeline of {@link $T}: $L nodes, $L datasets and parameters.\n",
                emission.holder,
                emission.nodes.size(),
                emission.datasets.size());
    }

    private static AnnotationSpec suppressions() {
        AnnotationSpec.Builder suppress = AnnotationSpec.builder(SuppressWarnings.class);
        for (String lint : LINTS) {
            suppress.addMember("value", "$S", lint);
        }
        return suppress.build();
    }

    /** Returns the annotation; empty if the user's module does not read java.compiler. */
    private Optional<AnnotationSpec> generatedAnnotation(TypeElement holder) {
        TypeElement generated = elements.getModuleOf(holder) == null
                ? elements.getTypeElement(GENERATED)
                : elements.getTypeElement(elements.getModuleOf(holder), GENERATED);
        return Optional.ofNullable(generated)
                .map(annotation -> AnnotationSpec.builder(ClassName.get(annotation))
                        .addMember("value", "$S", "dev.freshet.processor.PipelineProcessor")
                        .build());
    }

    private static void addCreation(TypeSpec.Builder type, Emission emission) {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE);
        MethodSpec.Builder create = MethodSpec.methodBuilder("create")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(emission.generated);
        List<Emission.Holder> holders = emission.holders();
        create.addJavadoc(
                holders.isEmpty()
                        ? "Creates the pipeline.\n"
                        : holders.stream()
                                .map(holder -> "{@code " + holder.name() + "}")
                                .collect(Collectors.joining(
                                        " or ", "Creates the pipeline; its instance nodes are called on ", ".\n")));
        for (Emission.Holder holder : holders) {
            type.addField(FieldSpec.builder(holder.type(), holder.name(), Modifier.PRIVATE, Modifier.FINAL)
                    .build());
            constructor
                    .addParameter(holder.type(), holder.name())
                    .addStatement(
                            "this.$N = $T.requireNonNull($N, $S)",
                            holder.name(),
                            Objects.class,
                            holder.name(),
                            holder.name());
            create.addParameter(holder.type(), holder.name());
        }
        create.addStatement(
                "return new $T($L)",
                emission.generated,
                holders.stream().map(Emission.Holder::name).collect(Collectors.joining(", ")));
        type.addMethod(constructor.build()).addMethod(create.build());
    }

    private void addBehaviour(TypeSpec.Builder type, Emission emission, ValuesClass outputs) {
        type.addMethod(nameMethod(emission))
                .addMethod(override("graph", Emission.PIPELINE_GRAPH)
                        .addStatement("return Graph.VALUE")
                        .build())
                .addMethod(override("codes", Emission.NODE_CODES)
                        .addStatement("return Codes.VALUE")
                        .build());
        emission.pipeline
                .model()
                .catalog()
                .ifPresent(catalog -> type.addMethod(override("catalog", ClassName.get(String.class))
                        .addStatement("return $S", catalog.file())
                        .build()));
        if (!emission.injected().isEmpty()) {
            type.addMethod(injectedMethod(emission));
        }
        new TypeMethod(emission, new TypeCode(types, assignability)).addTo(type);
        new InvokeMethod(emission).addTo(type);
        if (isCallable(emission)) {
            new CallMethod(emission, outputs, new Thrown(emission.nodes, types, elements)).addTo(type);
        } else {
            type.addJavadoc(NO_CALL);
        }
        type.addType(new GraphClass(emission).write()).addType(new CodesClass(emission, types, elements).write());
    }

    private static MethodSpec nameMethod(Emission emission) {
        return override("name", ClassName.get(String.class))
                .addStatement("return $S", emission.pipeline.model().name())
                .build();
    }

    private static MethodSpec injectedMethod(Emission emission) {
        CodeBlock names = emission.injected().stream()
                .map(type -> CodeBlock.of("$S", type.reflectionName()))
                .collect(CodeBlock.joining(", "));
        return override("injected", ParameterizedTypeName.get(List.class, String.class))
                .addStatement("return $T.of($L)", List.class, names)
                .build();
    }

    private static MethodSpec.Builder override(String name, TypeName returns) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(returns);
    }

    /** Returns whether each value can go directly from its producer to its consumers. */
    private boolean isCallable(Emission emission) {
        for (NodeModel node : emission.nodes) {
            for (InputModel input : node.inputs()) {
                Optional<TypeMirror> made = emission.pipeline
                        .wiring()
                        .producer(input.name())
                        .map(Producer::output)
                        .map(OutputModel::type);
                if (made.isPresent()
                        && !input.isOutcome()
                        && input.accepted() != null
                        && !assignability.isAssignable(made.get(), input.accepted())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void addBrokenBehaviour(TypeSpec.Builder type, Emission emission) {
        CodeBlock fail =
                CodeBlock.of("throw new $T($S);\n", IllegalStateException.class, "the pipeline has compile errors");
        type.addMethod(override("name", ClassName.get(String.class))
                        .addCode(fail)
                        .build())
                .addMethod(
                        override("graph", Emission.PIPELINE_GRAPH).addCode(fail).build())
                .addMethod(override("type", ClassName.get(Type.class))
                        .addParameter(int.class, "dataset")
                        .addCode(fail)
                        .build())
                .addMethod(override("invoke", ArrayTypeName.of(ClassName.OBJECT))
                        .addParameter(int.class, "node")
                        .addParameter(ArrayTypeName.of(ClassName.OBJECT), "inputs")
                        .addParameter(Emission.NODE_CONTEXT, "context")
                        .addCode(fail)
                        .build())
                .addMethod(MethodSpec.methodBuilder("call")
                        .addModifiers(Modifier.PUBLIC)
                        .returns(emission.generated.nestedClass("Outputs"))
                        .addParameter(emission.generated.nestedClass("Inputs"), "inputs")
                        .addCode(fail)
                        .build());
    }
}
