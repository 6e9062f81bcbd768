package dev.freshet.processor.read;

import dev.freshet.processor.model.Forms;
import dev.freshet.processor.model.OutputModel;
import dev.freshet.processor.read.Annotated.Located;
import dev.freshet.wiring.DatasetName;
import dev.freshet.wiring.Form;
import java.util.ArrayList;
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

/** Reads the outputs of a node: first those that its method returns, then those of its sinks. */
final class OutputReader {
    private final Types types;
    private final DatasetTypeReader datasetTypes;
    private final BinaryNames names;

    OutputReader(Types types, DatasetTypeReader datasetTypes, BinaryNames names) {
        this.types = types;
        this.datasetTypes = datasetTypes;
        this.names = names;
    }

    List<OutputModel> read(ExecutableElement method, Annotated node) {
        TypeMirror returned = method.getReturnType();
        boolean isVoid = returned.getKind() == TypeKind.VOID;
        List<Integer> sinks = sinks(method);
        List<Located<String>> named = node.strings("outputs").orElseGet(() -> defaults(method, node, isVoid, sinks));
        int values = Math.max(0, named.size() - sinks.size());
        List<OutputModel> outputs = new ArrayList<>();
        if (values == 1) {
            outputs.add(returned(isEach(node), named.get(0), isVoid ? null : returned, null));
        } else {
            List<? extends RecordComponentElement> components = components(returned);
            for (int i = 0; i < values; i++) {
                ExecutableElement accessor =
                        i < components.size() ? components.get(i).getAccessor() : null;
                outputs.add(returned(
                        isEach(node), named.get(i), accessor == null ? null : typeIn(returned, accessor), accessor));
            }
        }
        for (int i = values; i < named.size(); i++) {
            VariableElement sink = method.getParameters().get(sinks.get(i - values));
            Form form = Forms.of(sink.asType());
            TypeMirror made = datasetTypes.made(sink.asType());
            boolean isOfPartition = isEach(node) && form == Form.SINK;
            outputs.add(new OutputModel(
                    new DatasetName(named.get(i).value()),
                    named.get(i).origin(),
                    isOfPartition ? datasetTypes.each(made) : made,
                    isOfPartition ? form.ofEach() : form,
                    null,
                    sink));
        }
        return List.copyOf(outputs);
    }

    private List<Integer> sinks(ExecutableElement method) {
        List<Integer> sinks = new ArrayList<>();
        for (int i = 0; i < method.getParameters().size(); i++) {
            if (Forms.isSink(method.getParameters().get(i).asType())) {
                sinks.add(i);
            }
        }
        return sinks;
    }

    private List<Located<String>> defaults(
            ExecutableElement method, Annotated node, boolean isVoid, List<Integer> sinks) {
        List<Located<String>> defaults = new ArrayList<>();
        if (!isVoid) {
            defaults.add(new Located<>(method.getSimpleName().toString(), node.origin()));
        }
        sinks.forEach(sink -> defaults.add(new Located<>(names.of(method, sink), node.origin())));
        return defaults;
    }

    private static boolean isEach(Annotated node) {
        return node.string("each").filter(each -> !each.value().isEmpty()).isPresent();
    }

    private OutputModel returned(
            boolean isEach, Located<String> name, @Nullable TypeMirror type, @Nullable ExecutableElement accessor) {
        boolean isStream = type != null && Forms.of(type) == Form.STREAM;
        TypeMirror made = type != null && isStream ? datasetTypes.made(type) : type;
        Form form = isStream ? Form.STREAM : Form.VALUE;
        return new OutputModel(
                new DatasetName(name.value()),
                name.origin(),
                made != null && isEach ? datasetTypes.each(made) : made,
                isEach ? form.ofEach() : form,
                accessor,
                null);
    }

    /**
     * Returns the return type of an accessor for a concrete type, such as {@code List<Leg>} for {@code List<T> left()}
     * of a {@code Pair<Leg>}.
     */
    private TypeMirror typeIn(TypeMirror owner, ExecutableElement accessor) {
        return ((ExecutableType) types.asMemberOf((DeclaredType) owner, accessor)).getReturnType();
    }

    private static List<? extends RecordComponentElement> components(TypeMirror type) {
        return Optional.of(type)
                .filter(DeclaredType.class::isInstance)
                .map(declared -> (TypeElement) ((DeclaredType) declared).asElement())
                .filter(element -> element.getKind() == ElementKind.RECORD)
                .map(TypeElement::getRecordComponents)
                .orElse(List.of());
    }
}
