package dev.freshet.oracle.bytecode;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The arrays by which switches over enums find their cases: the numbers in them are the compiler's own. */
final class SwitchMaps {
    private static final String PREFIX = "$SwitchMap$";

    /** Constants by their number in the array, and the enum that they are of. */
    record SwitchMap(String type, Map<Integer, String> constants) {}

    private final Map<String, SwitchMap> maps = new HashMap<>();

    void read(ClassInfo type) {
        MethodNode initializer = type.methods.get("<clinit>()V");
        if (!type.is(Opcodes.ACC_SYNTHETIC) || initializer == null) {
            return;
        }
        String map = "";
        String enumType = "";
        String constant = "";
        int number = 0;
        for (AbstractInsnNode each : initializer.instructions) {
            if (each instanceof FieldInsnNode field && each.getOpcode() == Opcodes.GETSTATIC) {
                map = field.name.startsWith(PREFIX) ? type.name() + "." + field.name : map;
                constant = field.name.startsWith(PREFIX) ? constant : field.name;
                enumType = field.name.startsWith(PREFIX) ? enumType : field.owner;
            } else if (each instanceof IntInsnNode push) {
                number = push.operand;
            } else if (each instanceof InsnNode && each.getOpcode() == Opcodes.IASTORE) {
                put(map, enumType, number, constant);
            } else if (each.getOpcode() >= Opcodes.ICONST_0 && each.getOpcode() <= Opcodes.ICONST_5) {
                number = each.getOpcode() - Opcodes.ICONST_0;
            }
        }
    }

    private void put(String map, String enumType, int number, String constant) {
        maps.computeIfAbsent(map, name -> new SwitchMap(enumType, new HashMap<>()))
                .constants()
                .put(number, constant);
    }

    /** The array, if the field is one. */
    @Nullable
    SwitchMap find(FieldInsnNode field) {
        return field.name.startsWith(PREFIX) ? maps.get(field.owner + "." + field.name) : null;
    }
}
