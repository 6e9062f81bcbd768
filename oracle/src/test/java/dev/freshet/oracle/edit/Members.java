package dev.freshet.oracle.edit;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** Places and texts of the members of classes. */
final class Members {
    private Members() {}

    /** Behind the brace that opens the body. */
    static int bodyStart(ClassTree type, SourceFile file) {
        return file.text.indexOf('{', file.afterModifiers(type.getModifiers(), type)) + 1;
    }

    /** As they stand in the text, but for enum constants. */
    static List<Tree> written(ClassTree type, TreePath place, SourceFile file) {
        int body = bodyStart(type, file);
        return type.getMembers().stream()
                .filter(member -> file.isWritten(member) && file.start(member) >= body)
                .filter(member -> !isConstant(member, place, file))
                .<Tree>map(member -> member)
                .toList();
    }

    static List<Tree> constants(ClassTree type, TreePath place, SourceFile file) {
        return type.getMembers().stream()
                .filter(member -> file.isWritten(member) && isConstant(member, place, file))
                .<Tree>map(member -> member)
                .toList();
    }

    private static boolean isConstant(Tree member, TreePath place, SourceFile file) {
        Element element = file.element(place, member);
        return element != null && element.getKind() == ElementKind.ENUM_CONSTANT;
    }

    /** A member more, as the last one. */
    static Replacement add(ClassTree type, SourceFile file, String member) {
        return file.insert(file.end(type) - 1, "\n" + member + "\n");
    }

    /** A statement that makes any value of a type, and never the one that the program would make. */
    static String someResult(TypeMirror type) {
        return switch (type.getKind()) {
            case VOID -> "";
            case BOOLEAN -> "return false;";
            case CHAR -> "return 'q';";
            case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> "return 77;";
            default -> type.toString().equals("java.lang.String") ? "return \"other\";" : "return null;";
        };
    }

    static boolean has(Element element, Modifier modifier) {
        return element.getModifiers().contains(modifier);
    }

    static String visibility(Element element) {
        return has(element, Modifier.PUBLIC)
                ? "public "
                : has(element, Modifier.PROTECTED) ? "protected " : has(element, Modifier.PRIVATE) ? "private " : "";
    }

    /** {@code int a0, String a1}, erased. */
    static String parameters(ExecutableElement method, SourceFile file) {
        int[] number = {0};
        return method.getParameters().stream()
                .map(each -> file.types.erasure(each.asType()) + " a" + number[0]++)
                .collect(Collectors.joining(", "));
    }

    static String arguments(ExecutableElement method) {
        int[] number = {0};
        return method.getParameters().stream().map(each -> "a" + number[0]++).collect(Collectors.joining(", "));
    }

    /** The type parameters with their bounds, as they were declared; empty if there are none. */
    static String typeParameters(MethodTree method, SourceFile file) {
        if (method.getTypeParameters().isEmpty()) {
            return "";
        }
        return method.getTypeParameters().stream().map(file::text).collect(Collectors.joining(", ", "<", "> "));
    }

    static boolean isSubclass(TypeElement type, TypeElement of, SourceFile file) {
        return !type.equals(of)
                && file.types.isSubtype(file.types.erasure(type.asType()), file.types.erasure(of.asType()));
    }
}
