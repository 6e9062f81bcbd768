package dev.freshet.oracle.bytecode;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/** Class files as bytes. */
final class ClassBytes {
    private ClassBytes() {}

    /** The class as it would be without line numbers and names of local variables; other files as they are. */
    static byte[] withoutDebugging(byte[] bytes) {
        boolean isClass = bytes.length > 4 && bytes[0] == (byte) 0xCA && bytes[1] == (byte) 0xFE;
        if (!isClass) {
            return bytes;
        }
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes).accept(writer, ClassReader.SKIP_DEBUG);
        return writer.toByteArray();
    }
}
