package dev.freshet.fingerprint;

/** Descriptors and generic signatures of the JVM as their author would write them: {@code List<Order>}. */
final class SignatureText {
    private final String signature;
    private final StringBuilder text = new StringBuilder();
    private int next;

    private SignatureText(String signature) {
        this.signature = signature;
    }

    /** @param signature such as {@code Ljava/util/List<Ldemo/Order;>;}; what is none is shown as it is */
    static String of(String signature) {
        SignatureText reader = new SignatureText(signature);
        try {
            reader.type();
            return reader.next == signature.length() ? reader.text.toString() : signature;
        } catch (IndexOutOfBoundsException e) {
            return signature;
        }
    }

    /** {@code (double[], Order)} for {@code mean([DLdemo/Order;)D}. */
    static String parameters(String method) {
        SignatureText reader = new SignatureText(method);
        reader.next = method.indexOf('(') + 1;
        reader.list('(', ')');
        return reader.text.append(')').toString();
    }

    /** The types up to a closing sign. */
    private void list(char open, char close) {
        text.append(open);
        int start = text.length();
        while (signature.charAt(next) != close) {
            if (text.length() > start) {
                text.append(", ");
            }
            type();
        }
    }

    private void type() {
        char kind = signature.charAt(next++);
        switch (kind) {
            case '[' -> {
                type();
                text.append("[]");
            }
            case '*' -> text.append('?');
            case '+' -> {
                text.append("? extends ");
                type();
            }
            case '-' -> {
                text.append("? super ");
                type();
            }
            case 'L' -> declared();
            case 'V' -> text.append("void");
            default -> text.append(CodeChanges.primitive(kind));
        }
    }

    private void declared() {
        int start = next;
        while (signature.charAt(next) != ';' && signature.charAt(next) != '<') {
            next++;
        }
        text.append(CodeChanges.simple(signature.substring(start, next)));
        if (signature.charAt(next++) == ';') {
            return;
        }
        list('<', '>');
        text.append('>');
        next += 2;
    }
}
