package dev.freshet.processor.read;

import dev.freshet.Param;
import dev.freshet.processor.model.AfterModel;
import dev.freshet.processor.model.DatasetName;
import dev.freshet.processor.model.InputModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.NodeModel.Argument;
import dev.freshet.processor.model.NodeModel.ContextArgument;
import dev.freshet.processor.model.NodeModel.InputArgument;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.OutputModel;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.read.Annotated.Located;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads a method annotated with {@code @Node}. */
final class NodeReader {
    private static final String CONTEXT = "dev.freshet.NodeContext";

    private final Types types;
    private final CodeReader codes;
    private final BinaryNames names;
    private final OptionsReader options;

    NodeReader(Types types, CodeReader codes, BinaryNames names, List<Problem> problems) {
        this.types = types;
        this.codes = codes;
        this.names = names;
        options = new OptionsReader(problems);
    }

    NodeModel read(ExecutableElement method, Annotated node) {
        List<InputModel> inputs = new ArrayList<>();
        List<Argument> arguments = new ArrayList<>();
        readInputs(method, node, inputs, arguments);
        Optional<Located<String>> name =
                node.string("name").filter(given -> !given.value().isEmpty());
        return new NodeModel(
                name.map(Located::value).orElse(method.getSimpleName().toString()),
                name.map(Located::origin).orElse(node.origin()),
                method,
                node.annotation(),
                List.copyOf(inputs),
                outputs(method, node),
                node.strings("after").orElse(List.of()).stream()
                        .map(after -> new AfterModel(after.value(), after.origin()))
                        .toList(),
                List.copyOf(arguments),
                codes.read(method, node),
                options.read(node),
                Optional.empty());
    }

    private void readInputs(
            ExecutableElement method, Annotated node, List<InputModel> inputs, List<Argument> arguments) {
        Optional<List<Located<String>>> named = node.strings("inputs");
        Iterator<Located<String>> given = named.orElse(List.of()).iterator();
        for (int i = 0; i < method.getParameters().size(); i++) {
            VariableElement parameter = method.getParameters().get(i);
            Optional<Annotated> param = Annotated.of(parameter, Param.class);
            InputModel input;
            if (parameter.asType().toString().equals(CONTEXT)) {
                arguments.add(new ContextArgument(parameter));
                continue;
            } else if (param.isPresent()) {
                input = parameterInput(parameter, names.of(method, i), param.get());
            } else if (named.isEmpty()) {
                input = new InputModel(new DatasetName(names.of(method, i)), Origin.of(parameter), parameter);
            } else if (given.hasNext()) {
                Located<String> name = given.next();
                input = new InputModel(new DatasetName(name.value()), name.origin(), parameter);
            } else {
                continue;
            }
            inputs.add(input);
            arguments.add(new InputArgument(input));
        }
        given.forEachRemaining(name -> inputs.add(new InputModel(new DatasetName(name.value()), name.origin(), null)));
    }

    private static InputModel parameterInput(VariableElement parameter, String name, Annotated param) {
        Optional<Located<String>> path =
                param.string("value").filter(given -> !given.value().isEmpty());
        return new InputModel(
                DatasetName.parameter(path.map(Located::value).orElse(name)),
                path.map(Located::origin).orElse(param.origin()),
                parameter);
    }

    private List<OutputModel> outputs(ExecutableElement method, Annotated node) {
        TypeMirror returned = method.getReturnType();
        boolean isVoid = returned.getKind() == TypeKind.VOID;
        Optional<List<Located<String>>> named = node.strings("outputs");
        if (named.isEmpty()) {
            DatasetName name = new DatasetName(method.getSimpleName().toString());
            return isVoid ? List.of() : List.of(new OutputModel(name, node.origin(), returned, null));
        }
        List<Located<String>> names = named.get();
        if (names.size() == 1) {
            return List.of(output(names.get(0), isVoid ? null : returned, null));
        }
        List<? extends RecordComponentElement> components = components(returned);
        List<OutputModel> outputs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            ExecutableElement accessor =
                    i < components.size() ? components.get(i).getAccessor() : null;
            outputs.add(output(names.get(i), accessor == null ? null : typeIn(returned, accessor), accessor));
        }
        return List.copyOf(outputs);
    }

    private static OutputModel output(
            Located<String> name, @Nullable TypeMirror type, @Nullable ExecutableElement accessor) {
        return new OutputModel(new DatasetName(name.value()), name.origin(), type, accessor);
    }

    /** What the accessor returns on this very type, such as {@code List<Leg>} for {@code List<T> left()} of a {@code Pair<Leg>}. */
    private TypeMirror typeIn(TypeMirror owner, ExecutableElement accessor) {
        return ((ExecutableType) types.asMemberOf((DeclaredType) owner, accessor)).getReturnType();
    }

    private static List<? extends RecordComponentElement> components(TypeMirror type) {
        return type instanceof DeclaredType declared && declared.asElement().getKind() == ElementKind.RECORD
                ? ((TypeElement) declared.asElement()).getRecordComponents()
                : List.of();
    }
}
