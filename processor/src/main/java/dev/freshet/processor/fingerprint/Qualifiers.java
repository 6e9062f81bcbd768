package dev.freshet.processor.fingerprint;

import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * The class that javac names in the class file for a member (JLS 13.1): the one that the code names, which need not be
 * the one that declares the member. The JVM looks for the member there, so another member is found once a class between
 * the two has one, without compiling the code that refers to it.
 */
final class Qualifiers {
    private final UnitContext context;

    Qualifiers(UnitContext context) {
        this.context = context;
    }

    TypeElement of(Element member, TypeElement declaring, Tree site) {
        if (site instanceof MemberSelectTree select) {
            return of(context.type(select.getExpression()), declaring);
        }
        if (site instanceof MemberReferenceTree reference) {
            return of(context.type(reference.getQualifierExpression()), declaring);
        }
        if (!member.getModifiers().contains(Modifier.STATIC)) {
            return context.receiver(declaring);
        }
        if (context.enclosing(declaring) == null) {
            TypeElement imported = context.imported(member.getSimpleName().toString(), declaring);
            return imported == null ? declaring : imported;
        }
        TypeElement innermost = context.innermost();
        return isInherited(member, declaring) && context.isSubtype(innermost, declaring) ? innermost : declaring;
    }

    /** Private members are not, nor are static methods of interfaces. */
    private static boolean isInherited(Element member, TypeElement declaring) {
        boolean isOfInterface = member instanceof ExecutableElement
                && (declaring.getKind() == ElementKind.INTERFACE || declaring.getKind() == ElementKind.ANNOTATION_TYPE);
        return !member.getModifiers().contains(Modifier.PRIVATE) && !isOfInterface;
    }

    private TypeElement of(@Nullable TypeMirror expression, TypeElement declaring) {
        if (expression == null || expression.getKind() == TypeKind.INTERSECTION) {
            return declaring;
        }
        return switch (expression.getKind()) {
            case DECLARED, TYPEVAR, WILDCARD ->
                context.symbols.types.erasure(expression) instanceof DeclaredType erased
                                && erased.asElement() instanceof TypeElement named
                                && context.isSubtype(named, declaring)
                        ? named
                        : declaring;
            default -> declaring;
        };
    }
}
