package dev.freshet.processor.model;

import java.util.List;

/**
 * Where a node's code starts, and what the user declares about it.
 *
 * @param unit the method with its JVM descriptor, such as {@code demo/Flow.clean(Ljava/util/List;)Ljava/util/List;}
 * @param alsoDependsOn the binary names of types, with slashes
 * @param resources the names of class-path resources
 * @param version the user's version for what the compiler cannot see; empty by default
 */
public record CodeModel(String unit, List<String> alsoDependsOn, List<String> resources, String version) {}
