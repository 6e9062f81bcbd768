package dev.freshet.oracle.bytecode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * The statements of a class's initialiser, in their order. One that does nothing but give a field its value counts only if
 * the field is read.
 */
record ClassInitializer(List<Statement> statements) {
    /**
     * A statement.
     *
     * @param field that it gives a value to and does nothing else; null if it does more
     * @param isFree whether it may change places with other free ones: it reads no field of the class
     */
    record Statement(Code code, @Nullable String field, boolean isFree) {}

    static ClassInitializer of(Nest nest, ClassInfo type) {
        MethodNode method = type.methods.get("<clinit>()V");
        if (method == null) {
            return new ClassInitializer(List.of());
        }
        List<Statement> statements = new ArrayList<>();
        List<Integer> bounds = bounds(type, method);
        for (int i = 0; i + 1 < bounds.size(); i++) {
            int from = bounds.get(i);
            int to = bounds.get(i + 1);
            if (!isReturnOnly(method, from, to) && !asksForAssertions(type, method, from, to)) {
                statements.add(statement(nest, type, method, from, to));
            }
        }
        return new ClassInitializer(List.copyOf(statements));
    }

    private static Statement statement(Nest nest, ClassInfo type, MethodNode method, int from, int to) {
        CodeWriter writer = new CodeWriter(nest);
        writer.statements(type, method, from, to);
        Code code = writer.finish();
        Purity purity = new Purity(nest, type);
        for (int i = from; i < to; i++) {
            purity.look(method.instructions.get(i));
        }
        String field = purity.field();
        if (field != null && field.startsWith("$assertionsDisabled:")) {
            // Which class is asked for it is no use of that class.
            code = new Code(code.text(), Set.of());
        }
        return new Statement(code, field, purity.isFree());
    }

    private static boolean isReturnOnly(MethodNode method, int from, int to) {
        for (int i = from; i < to; i++) {
            int opcode = method.instructions.get(i).getOpcode();
            if (opcode >= 0 && opcode != Opcodes.RETURN) {
                return false;
            }
        }
        return true;
    }

    /** An interface whose methods have assertions asks, to no effect, a class that the compiler has made for them. */
    private static boolean asksForAssertions(ClassInfo type, MethodNode method, int from, int to) {
        if (!type.isInterface()) {
            return false;
        }
        boolean isFound = false;
        for (int i = from; i < to; i++) {
            AbstractInsnNode each = method.instructions.get(i);
            if (each instanceof FieldInsnNode read && read.getOpcode() == Opcodes.GETSTATIC) {
                if (!read.name.equals("$assertionsDisabled")) {
                    return false;
                }
                isFound = true;
            } else if (each instanceof FieldInsnNode
                    || each instanceof MethodInsnNode
                    || each instanceof TypeInsnNode) {
                return false;
            }
        }
        return isFound;
    }

    /** Where statements begin, and the end: nothing is on the stack, and no jump or handler leads across. */
    private static List<Integer> bounds(ClassInfo type, MethodNode method) {
        int size = method.instructions.size();
        boolean[] isInside = new boolean[size];
        for (int i = 0; i < size; i++) {
            for (LabelNode target : Labels.targets(method.instructions.get(i))) {
                int to = method.instructions.indexOf(target);
                // To jump to the end of a statement leads across nothing; to jump back stays in it.
                cover(isInside, Math.min(i, to) + 1, to > i ? beforeLabels(method, to) : i + 1);
            }
        }
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            int start = method.instructions.indexOf(block.start);
            int handler = method.instructions.indexOf(block.handler);
            cover(
                    isInside,
                    Math.min(start, handler) + 1,
                    Math.max(method.instructions.indexOf(block.end), handler) + 1);
        }
        Frame<BasicValue>[] frames = frames(type, method);
        List<Integer> bounds = new ArrayList<>();
        bounds.add(0);
        for (int i = 1; i < size; i++) {
            boolean begins = method.instructions.get(i).getOpcode() >= 0;
            if (begins && !isInside[i] && frames[i] != null && frames[i].getStackSize() == 0) {
                bounds.add(beforeLabels(method, i));
            }
        }
        bounds.add(size);
        return bounds.stream().distinct().toList();
    }

    private static void cover(boolean[] isInside, int from, int to) {
        for (int i = from; i < to; i++) {
            isInside[i] = true;
        }
    }

    /** Labels and line numbers before an instruction belong to it. */
    private static int beforeLabels(MethodNode method, int index) {
        int first = index;
        while (first > 0 && method.instructions.get(first - 1).getOpcode() < 0) {
            first--;
        }
        return first;
    }

    private static Frame<BasicValue>[] frames(ClassInfo type, MethodNode method) {
        try {
            return new Analyzer<>(new BasicInterpreter()).analyze(type.name(), method);
        } catch (AnalyzerException e) {
            throw new IllegalArgumentException(type.name(), e);
        }
    }

    /** Whether instructions do nothing but give one field its value. What the JDK does for that is trusted. */
    private static final class Purity {
        private final Nest nest;
        private final ClassInfo type;
        private boolean isPure = true;
        private boolean isFree = true;
        private boolean calls;
        private boolean readsObjects;
        private @Nullable String field;

        Purity(Nest nest, ClassInfo type) {
            this.nest = nest;
            this.type = type;
        }

        @Nullable
        String field() {
            return isPure && !(calls && readsObjects) ? field : null;
        }

        boolean isFree() {
            return field() != null && isFree;
        }

        void look(AbstractInsnNode each) {
            if (each instanceof FieldInsnNode access) {
                look(access);
            } else if (each instanceof MethodInsnNode call) {
                calls = true;
                isPure &= isJdk(call.owner) || (call.name.equals("<init>") && isEmptyLocal(call.owner));
            } else if (each instanceof TypeInsnNode made && each.getOpcode() == Opcodes.NEW) {
                isPure &= isJdk(made.desc) || isEmptyLocal(made.desc);
            } else if (each instanceof VarInsnNode || each instanceof IincInsnNode) {
                isPure = false;
            }
        }

        /** A local class of which an object is made by nothing but the constructor of {@code Object}. */
        private boolean isEmptyLocal(String name) {
            ClassInfo made = nest.local(name);
            return made != null
                    && "java/lang/Object".equals(made.node.superName)
                    && !made.methods.containsKey("<clinit>()V")
                    && made.methods.values().stream()
                            .filter(method -> method.name.equals("<init>"))
                            .allMatch(Purity::isEmpty);
        }

        private static boolean isEmpty(MethodNode constructor) {
            for (AbstractInsnNode each : constructor.instructions) {
                boolean isPlain = each.getOpcode() < 0
                        || each.getOpcode() == Opcodes.ALOAD
                        || each.getOpcode() == Opcodes.RETURN
                        || (each instanceof MethodInsnNode call && call.owner.equals("java/lang/Object"));
                if (!isPlain) {
                    return false;
                }
            }
            return true;
        }

        private void look(FieldInsnNode access) {
            boolean isOwn = access.owner.equals(type.name());
            switch (access.getOpcode()) {
                case Opcodes.PUTSTATIC -> {
                    isPure &= isOwn && field == null;
                    field = access.name + ":" + access.desc;
                }
                case Opcodes.PUTFIELD -> isPure = false;
                default -> {
                    isPure &= isOwn || isJdk(access.owner);
                    isFree &= !isOwn;
                    boolean isPlain = access.desc.length() == 1 || access.desc.equals("Ljava/lang/String;");
                    readsObjects |= isOwn && !isPlain;
                }
            }
        }

        private static boolean isJdk(String owner) {
            String name =
                    owner.startsWith("[") ? Type.getType(owner).getElementType().getInternalName() : owner;
            return name.startsWith("java/") || owner.startsWith("[");
        }
    }
}
