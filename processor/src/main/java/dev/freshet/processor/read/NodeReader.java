package dev.freshet.processor.read;

import dev.freshet.Injected;
import dev.freshet.Param;
import dev.freshet.processor.model.AfterModel;
import dev.freshet.processor.model.Forms;
import dev.freshet.processor.model.InputModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.NodeModel.Argument;
import dev.freshet.processor.model.NodeModel.ContextArgument;
import dev.freshet.processor.model.NodeModel.InjectedArgument;
import dev.freshet.processor.model.NodeModel.InputArgument;
import dev.freshet.processor.model.NodeModel.SinkArgument;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.OutputModel;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.read.Annotated.Located;
import dev.freshet.wiring.DatasetName;
import dev.freshet.wiring.Form;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads a method annotated with {@code @Node}. */
final class NodeReader {
    private static final String CONTEXT = "dev.freshet.NodeContext";

    private final CodeReader codes;
    private final BinaryNames names;
    private final DatasetTypeReader datasetTypes;
    private final OutputReader outputReader;
    private final OptionsReader options;

    NodeReader(Types types, Elements elements, CodeReader codes, BinaryNames names, List<Problem> problems) {
        this.codes = codes;
        this.names = names;
        datasetTypes = new DatasetTypeReader(types, elements);
        outputReader = new OutputReader(types, datasetTypes, names);
        options = new OptionsReader(problems);
    }

    NodeModel read(ExecutableElement method, Annotated node) {
        List<InputModel> inputs = new ArrayList<>();
        List<Argument> arguments = new ArrayList<>();
        List<OutputModel> outputs = outputReader.read(method, node);
        readArguments(method, node, inputs, outputs, arguments);
        Optional<Located<String>> name =
                node.string("name").filter(given -> !given.value().isEmpty());
        return new NodeModel(
                name.map(Located::value).orElse(method.getSimpleName().toString()),
                name.map(Located::origin).orElse(node.origin()),
                method,
                node.annotation(),
                List.copyOf(inputs),
                outputs,
                node.strings("after").orElse(List.of()).stream()
                        .map(after -> new AfterModel(after.value(), after.origin()))
                        .toList(),
                List.copyOf(arguments),
                codes.read(method, node),
                options.read(node),
                node.string("each")
                        .filter(each -> !each.value().isEmpty())
                        .map(each -> new NodeModel.Each(each.value(), each.origin())),
                Optional.empty());
    }

    private void readArguments(
            ExecutableElement method,
            Annotated node,
            List<InputModel> inputs,
            List<OutputModel> outputs,
            List<Argument> arguments) {
        Optional<List<Located<String>>> named = node.strings("inputs");
        Iterator<Located<String>> given = named.orElse(List.of()).iterator();
        for (int i = 0; i < method.getParameters().size(); i++) {
            VariableElement parameter = method.getParameters().get(i);
            Optional<Annotated> param = Annotated.of(parameter, Param.class);
            InputModel input;
            if (parameter.asType().toString().equals(CONTEXT)) {
                arguments.add(new ContextArgument(parameter));
                continue;
            } else if (Annotated.of(parameter, Injected.class).isPresent()) {
                arguments.add(new InjectedArgument(parameter));
                continue;
            } else if (Forms.isSink(parameter.asType())) {
                addSink(parameter, outputs, arguments);
                continue;
            } else if (param.isPresent()) {
                input = parameterInput(node, parameter, names.of(method, i), param.get());
            } else if (named.isEmpty()) {
                input = input(node, new DatasetName(names.of(method, i)), Origin.of(parameter), parameter);
            } else if (given.hasNext()) {
                Located<String> name = given.next();
                input = input(node, new DatasetName(name.value()), name.origin(), parameter);
            } else {
                continue;
            }
            arguments.add(new InputArgument(inputs.size()));
            inputs.add(input);
        }
        given.forEachRemaining(name ->
                inputs.add(new InputModel(new DatasetName(name.value()), name.origin(), null, Form.VALUE, null, null)));
    }

    private static void addSink(VariableElement parameter, List<OutputModel> outputs, List<Argument> arguments) {
        for (int output = 0; output < outputs.size(); output++) {
            if (parameter.equals(outputs.get(output).sink())) {
                arguments.add(new SinkArgument(output));
            }
        }
    }

    private InputModel input(Annotated node, DatasetName name, Origin origin, VariableElement parameter) {
        TypeMirror type = parameter.asType();
        if (node.string("each").filter(each -> each.value().equals(name.text())).isPresent()) {
            return new InputModel(
                    name,
                    origin,
                    parameter,
                    Forms.of(type).ofEach(),
                    datasetTypes.acceptedEach(type),
                    datasetTypes.offeredEach(type));
        }
        return new InputModel(
                name, origin, parameter, Forms.of(type), datasetTypes.accepted(type), datasetTypes.offered(type));
    }

    private InputModel parameterInput(Annotated node, VariableElement parameter, String name, Annotated param) {
        Optional<Located<String>> path =
                param.string("value").filter(given -> !given.value().isEmpty());
        return input(
                node,
                DatasetName.parameter(path.map(Located::value).orElse(name)),
                path.map(Located::origin).orElse(param.origin()),
                parameter);
    }
}
