package dev.freshet.processor;

import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.PipelineModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;
import org.jspecify.annotations.Nullable;

/** Finds types in the signatures of nodes that do not exist, or not yet because another processor generates them. */
final class UnresolvedTypes extends SimpleTypeVisitor14<@Nullable Void, List<String>> {
    private UnresolvedTypes() {}

    /** The names of the types, as the source spells them. */
    static List<String> in(PipelineModel pipeline) {
        List<String> names = new ArrayList<>();
        UnresolvedTypes visitor = new UnresolvedTypes();
        for (NodeModel node : pipeline.nodes()) {
            visitor.visit(node.method().getReturnType(), names);
            for (VariableElement parameter : node.method().getParameters()) {
                visitor.visit(parameter.asType(), names);
            }
            node.outputs().forEach(output -> visitor.visitIfKnown(output.type(), names));
        }
        return names;
    }

    private void visitIfKnown(@Nullable TypeMirror type, List<String> names) {
        if (type != null) {
            visit(type, names);
        }
    }

    @Override
    public @Nullable Void visitError(ErrorType type, List<String> names) {
        names.add(type.toString());
        return null;
    }

    @Override
    public @Nullable Void visitDeclared(DeclaredType type, List<String> names) {
        type.getTypeArguments().forEach(argument -> visit(argument, names));
        return null;
    }

    @Override
    public @Nullable Void visitArray(ArrayType type, List<String> names) {
        return visit(type.getComponentType(), names);
    }

    @Override
    public @Nullable Void visitWildcard(WildcardType type, List<String> names) {
        visitIfKnown(type.getExtendsBound(), names);
        visitIfKnown(type.getSuperBound(), names);
        return null;
    }
}
