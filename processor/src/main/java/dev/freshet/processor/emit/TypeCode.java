package dev.freshet.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.freshet.processor.model.Assignability;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;
import javax.lang.model.util.Types;

/** Writes the expression that builds a {@link java.lang.reflect.Type}. */
final class TypeCode {
    private final Types types;
    private final Assignability assignability;
    private final Visitor visitor = new Visitor();

    TypeCode(Types types, Assignability assignability) {
        this.types = types;
        this.assignability = assignability;
    }

    /** Returns the expression for a type, boxed if it is a primitive. */
    CodeBlock of(TypeMirror type) {
        return visitor.visit(assignability.boxed(type), 0);
    }

    private final class Visitor extends SimpleTypeVisitor14<CodeBlock, Integer> {
        @Override
        protected CodeBlock defaultAction(TypeMirror type, Integer depth) {
            return CodeBlock.of("$T.class", types.erasure(type));
        }

        @Override
        public CodeBlock visitPrimitive(PrimitiveType type, Integer depth) {
            return CodeBlock.of("$T.class", type);
        }

        @Override
        public CodeBlock visitDeclared(DeclaredType type, Integer depth) {
            if (type.getTypeArguments().isEmpty()) {
                return defaultAction(type, depth);
            }
            return CodeBlock.of(
                    "$T.parameterized($T.class, $L)",
                    Emission.GENERIC_TYPES,
                    types.erasure(type),
                    type.getTypeArguments().stream()
                            .map(argument -> visit(argument, depth + 1))
                            .collect(CodeBlock.joining(", ")));
        }

        @Override
        public CodeBlock visitArray(ArrayType type, Integer depth) {
            return CodeBlock.of("$T.arrayOf($L)", Emission.GENERIC_TYPES, visit(type.getComponentType(), depth + 1));
        }

        @Override
        public CodeBlock visitWildcard(WildcardType type, Integer depth) {
            if (type.getSuperBound() != null) {
                return CodeBlock.of(
                        "$T.supertypeOf($L)", Emission.GENERIC_TYPES, visit(type.getSuperBound(), depth + 1));
            }
            TypeMirror bound = type.getExtendsBound();
            return CodeBlock.of(
                    "$T.subtypeOf($L)",
                    Emission.GENERIC_TYPES,
                    bound == null ? CodeBlock.of("$T.class", Object.class) : visit(bound, depth + 1));
        }
    }
}
