package dev.freshet.processor.check;

import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.IncludeModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/**
 * The generated class can call the methods of pipelines that are included from other packages, and can name their
 * types.
 */
final class IncludedAccess implements Check {
    @Override
    public List<Problem> check(WiredPipeline pipeline, CheckContext context) {
        PackageElement home = context.elements().getPackageOf(pipeline.model().holder());
        List<Problem> problems = new ArrayList<>();
        Set<TypeElement> reported = new HashSet<>();
        for (NodeModel node : pipeline.model().nodes()) {
            Optional<IncludeModel> include = node.include();
            if (include.isEmpty()
                    || context.elements().getPackageOf(node.method()).equals(home)) {
                continue;
            }
            obstacle(node, home, context)
                    .filter(hidden -> reported.add(hidden.owner()))
                    .ifPresent(hidden -> problems.add(new Problem(
                            Code.NotAccessible,
                            include.get().origin(),
                            "the generated class, which is in another package, cannot access " + hidden.what() + " of "
                                    + node.methodName() + ": it is not public",
                            "Fix: make " + hidden.name() + " public.")));
        }
        return problems;
    }

    /**
     * An element that the generated class cannot access.
     *
     * @param owner the class for which one report is enough
     */
    private record Hidden(TypeElement owner, String what, String name) {}

    private static Optional<Hidden> obstacle(NodeModel node, PackageElement home, CheckContext context) {
        TypeElement holder = node.holder();
        Optional<Hidden> hidden = hidden(holder, home, context)
                .map(type -> new Hidden(type, "the class", type.getSimpleName().toString()));
        if (hidden.isEmpty() && !node.method().getModifiers().contains(Modifier.PUBLIC)) {
            hidden = Optional.of(new Hidden(holder, "the method", node.methodName()));
        }
        return hidden.or(() -> Stream.concat(
                        Stream.of(node.method().getReturnType()),
                        node.method().getParameters().stream().map(VariableElement::asType))
                .flatMap(type -> types(type).stream())
                .flatMap(type -> hidden(type, home, context).stream())
                .findFirst()
                .map(type -> new Hidden(
                        type,
                        "the type " + type.getSimpleName(),
                        type.getSimpleName().toString())));
    }

    /** Returns the class itself, or a class around it, that cannot be named. */
    private static Optional<TypeElement> hidden(TypeElement type, PackageElement home, CheckContext context) {
        boolean isNear = context.elements().getPackageOf(type).equals(home);
        for (Element each = type; each instanceof TypeElement owner; each = each.getEnclosingElement()) {
            boolean isPublic = each.getModifiers().contains(Modifier.PUBLIC);
            if (!isPublic && (!isNear || each.getModifiers().contains(Modifier.PRIVATE))) {
                return Optional.of(owner);
            }
        }
        return Optional.empty();
    }

    /** Returns all classes that a type names. */
    private static List<TypeElement> types(TypeMirror type) {
        if (type instanceof DeclaredType declared) {
            List<TypeElement> all = new ArrayList<>(List.of((TypeElement) declared.asElement()));
            declared.getTypeArguments().forEach(argument -> all.addAll(types(argument)));
            return all;
        }
        if (type instanceof ArrayType array) {
            return types(array.getComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return Stream.of(
                            Optional.ofNullable(wildcard.getExtendsBound()),
                            Optional.ofNullable(wildcard.getSuperBound()))
                    .flatMap(Optional::stream)
                    .flatMap(bound -> types(bound).stream())
                    .toList();
        }
        return List.of();
    }
}
