package dev.freshet.oracle.bytecode;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Methods of enums and records that no source declares. Nobody can annotate them, so they are no nodes. */
final class ImplicitMembers {
    private static final String RECORD_METHODS = "java/lang/runtime/ObjectMethods";

    private ImplicitMembers() {}

    /** Accessors that only return their component are left out too, since byte code does not tell who wrote them. */
    static boolean contain(ClassInfo owner, MethodNode method) {
        return owner.isEnum() && isOfEnum(method) || owner.isRecord() && (isAccessor(owner, method) || isMade(method));
    }

    private static boolean isOfEnum(MethodNode method) {
        return method.name.equals("values") && method.desc.startsWith("()")
                || method.name.equals("valueOf") && method.desc.startsWith("(Ljava/lang/String;)");
    }

    private static boolean isAccessor(ClassInfo owner, MethodNode method) {
        boolean isOfComponent = owner.node.recordComponents.stream()
                .anyMatch(component ->
                        component.name.equals(method.name) && method.desc.equals("()" + component.descriptor));
        List<Integer> codes = codes(method);
        return isOfComponent && codes.size() == 3 && codes.get(0) == Opcodes.ALOAD && codes.get(1) == Opcodes.GETFIELD;
    }

    private static boolean isMade(MethodNode method) {
        for (AbstractInsnNode each : method.instructions) {
            if (each instanceof InvokeDynamicInsnNode call
                    && call.bsm.getOwner().equals(RECORD_METHODS)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the instructions, without labels and line numbers. */
    private static List<Integer> codes(MethodNode method) {
        List<Integer> codes = new ArrayList<>();
        for (AbstractInsnNode each : method.instructions) {
            if (each.getOpcode() >= 0) {
                codes.add(each.getOpcode());
            }
        }
        return codes;
    }
}
