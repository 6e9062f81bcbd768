package core;

public interface Greets {
    String PREFIX = "hello ";

    default String greet(String whom) {
        return PREFIX + decorate(whom);
    }

    private String decorate(String whom) {
        return "<" + whom + ">";
    }

    static Greets plain() {
        return new Greets() {};
    }

    interface Loud extends Greets {
        @Override
        default String greet(String whom) {
            return Greets.super.greet(whom).toUpperCase();
        }
    }
}
