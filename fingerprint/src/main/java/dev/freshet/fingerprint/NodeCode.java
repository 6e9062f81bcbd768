package dev.freshet.fingerprint;

import java.util.List;

/**
 * Where a node's code starts, as generated classes declare it.
 *
 * @param method the node's method with JVM descriptors, as in a constant pool:
 *     {@code demo/Flow.clean(Ljava/util/List;)Ljava/util/List;}
 * @param types the types of the node's inputs and outputs, in order, as generic signatures of the JVM such as
 *     {@code Ljava/util/List<Ldemo/Order;>;}. Values are converted to these types, and are created and read by
 *     reflection
 * @param alsoDependsOn the binary names, with slashes, of types that the node reaches in ways that the compiler cannot
 *     see
 * @param resources the names of class-path resources whose content counts as the node's code
 * @param version the user's version for what the compiler cannot see; empty by default
 * @param isInstance whether the method is called on an object, whose fields no fingerprint covers
 */
public record NodeCode(
        String method,
        List<String> types,
        List<String> alsoDependsOn,
        List<String> resources,
        String version,
        boolean isInstance) {
    /**
     * The unit of the method.
     *
     * @throws IllegalArgumentException if the method is none
     */
    Reference.Method unit() {
        int dot = method.indexOf('.');
        if (dot < 0 || method.indexOf(')') < dot) {
            throw new IllegalArgumentException("\"" + method + "\" is no method");
        }
        return ReferenceCodec.method(method.substring(0, dot), method.substring(dot + 1));
    }
}
