package dev.freshet.fingerprint;

/**
 * The parameters of a method as far as an override must keep them: primitives exactly, references only as such, because
 * generics may narrow them.
 */
final class Shape {
    private Shape() {}

    static String of(String method) {
        StringBuilder shape = new StringBuilder();
        for (int i = method.indexOf('(') + 1; method.charAt(i) != ')'; i++) {
            int start = i;
            while (method.charAt(i) == '[') {
                i++;
            }
            boolean isReference = start < i || method.charAt(i) == 'L';
            shape.append(isReference ? 'L' : method.charAt(i));
            if (method.charAt(i) == 'L') {
                i = method.indexOf(';', i);
            }
        }
        return shape.toString();
    }
}
