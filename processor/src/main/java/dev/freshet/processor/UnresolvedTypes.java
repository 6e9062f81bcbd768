package dev.freshet.processor;

import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.read.PipelineReader;
import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;
import org.jspecify.annotations.Nullable;

/** Finds types in the signatures of nodes that do not exist, or that another processor has not generated yet. */
final class UnresolvedTypes extends SimpleTypeVisitor14<Boolean, @Nullable Void> {
    private UnresolvedTypes() {
        super(false);
    }

    /** Returns whether a type does not exist. */
    static boolean isIn(PipelineReader.Result read) {
        UnresolvedTypes visitor = new UnresolvedTypes();
        return misses(read)
                || read.pipeline().nodes().stream()
                        .flatMap(UnresolvedTypes::types)
                        .anyMatch(visitor::visit);
    }

    private static boolean misses(PipelineReader.Result read) {
        return read.misses() || read.included().stream().anyMatch(UnresolvedTypes::misses);
    }

    private static Stream<TypeMirror> types(NodeModel node) {
        Stream<TypeMirror> parameters = node.method().getParameters().stream().map(VariableElement::asType);
        Stream<TypeMirror> outputs =
                node.outputs().stream().map(output -> output.type()).filter(Objects::nonNull);
        return Stream.of(Stream.of(node.method().getReturnType()), parameters, outputs)
                .flatMap(types -> types);
    }

    @Override
    public Boolean visitError(ErrorType type, @Nullable Void unused) {
        return true;
    }

    @Override
    public Boolean visitDeclared(DeclaredType type, @Nullable Void unused) {
        return type.getTypeArguments().stream().anyMatch(this::visit);
    }

    @Override
    public Boolean visitArray(ArrayType type, @Nullable Void unused) {
        return visit(type.getComponentType());
    }

    @Override
    public Boolean visitWildcard(WildcardType type, @Nullable Void unused) {
        return (type.getExtendsBound() != null && visit(type.getExtendsBound()))
                || (type.getSuperBound() != null && visit(type.getSuperBound()));
    }
}
