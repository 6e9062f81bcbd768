package dev.freshet.processor.check;

import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.LinkedPipeline;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;
import org.jspecify.annotations.Nullable;

/** The generated class can name the types of all datasets: they are not private and have no type variables. */
final class UnreachableType implements Check {
    private static final Finder FINDER = new Finder();

    @Override
    public List<Problem> check(LinkedPipeline pipeline, CheckContext context) {
        List<Problem> problems = new ArrayList<>();
        for (NodeModel node : pipeline.model().nodes()) {
            if (!node.method().getTypeParameters().isEmpty()) {
                problems.add(new Problem(
                        Code.UnreachableType,
                        Origin.of(node.method(), node.annotation()),
                        node.methodName() + " has type parameters, but a dataset has one type",
                        "Fix: write the types that this pipeline uses, and call the generic method from there."));
                continue;
            }
            check(node, node.method().getReturnType(), node.method()).ifPresent(problems::add);
            for (VariableElement parameter : node.method().getParameters()) {
                check(node, parameter.asType(), parameter).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private static Optional<Problem> check(NodeModel node, TypeMirror type, Element at) {
        String reason = FINDER.visit(type);
        return reason == null
                ? Optional.empty()
                : Optional.of(new Problem(
                        Code.UnreachableType,
                        Origin.of(at),
                        "the generated class cannot name " + Words.type(type) + " of " + node.methodName() + ": "
                                + reason,
                        "Fix: use a type that other classes of the package can name."));
    }

    /** Says why a type cannot be named; null if it can. */
    private static final class Finder extends SimpleTypeVisitor14<@Nullable String, @Nullable Void> {
        @Override
        public @Nullable String visitTypeVariable(TypeVariable type, @Nullable Void unused) {
            return type + " is a type variable";
        }

        @Override
        public @Nullable String visitArray(ArrayType type, @Nullable Void unused) {
            return visit(type.getComponentType());
        }

        @Override
        public @Nullable String visitWildcard(WildcardType type, @Nullable Void unused) {
            TypeMirror bound = type.getExtendsBound() == null ? type.getSuperBound() : type.getExtendsBound();
            return bound == null ? null : visit(bound);
        }

        @Override
        public @Nullable String visitDeclared(DeclaredType type, @Nullable Void unused) {
            for (Element element = type.asElement(); element != null; element = element.getEnclosingElement()) {
                if (element.getModifiers().contains(Modifier.PRIVATE)) {
                    return element.getSimpleName() + " is private";
                }
            }
            return type.getTypeArguments().stream()
                    .map(this::visit)
                    .filter(reason -> reason != null)
                    .findFirst()
                    .orElse(null);
        }
    }
}
