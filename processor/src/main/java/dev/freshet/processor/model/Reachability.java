package dev.freshet.processor.model;

import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/** Decides which types another class of the same package can name: those without private classes and type variables. */
public final class Reachability extends SimpleTypeVisitor14<Optional<String>, Integer> {
    private static final Reachability VISITOR = new Reachability();

    private Reachability() {
        super(Optional.empty());
    }

    /** Returns why a type cannot be named; empty if it can. */
    public static Optional<String> obstacle(TypeMirror type) {
        return VISITOR.visit(type, 0);
    }

    @Override
    public Optional<String> visitTypeVariable(TypeVariable type, Integer depth) {
        return Optional.of(type + " is a type variable");
    }

    @Override
    public Optional<String> visitArray(ArrayType type, Integer depth) {
        return visit(type.getComponentType(), depth + 1);
    }

    @Override
    public Optional<String> visitWildcard(WildcardType type, Integer depth) {
        TypeMirror bound = type.getExtendsBound() == null ? type.getSuperBound() : type.getExtendsBound();
        return bound == null ? Optional.empty() : visit(bound, depth + 1);
    }

    @Override
    public Optional<String> visitDeclared(DeclaredType type, Integer depth) {
        for (Element element = type.asElement(); element != null; element = element.getEnclosingElement()) {
            if (element.getModifiers().contains(Modifier.PRIVATE)) {
                return Optional.of(element.getSimpleName() + " is private");
            }
        }
        return type.getTypeArguments().stream()
                .flatMap(argument -> visit(argument, depth + 1).stream())
                .findFirst();
    }
}
