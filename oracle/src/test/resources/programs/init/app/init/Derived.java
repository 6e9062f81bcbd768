package init;

class Derived extends Base {
    static final int OFFSET = order("offset");
    private String own = "own";
    private final int third = order("third");
    private final String fixed = "fixed";
    final int bound = 5;

    Derived() {
        super(OFFSET);
        own += third;
    }

    Derived(String own) {
        this();
        this.own = own;
    }

    @Override
    String describe() {
        return "<" + own + fixed + third + ">";
    }

    static final class Lazy {
        static final Derived IT = new Derived("lazy");
        static int uses;

        static Derived get() {
            uses++;
            return IT;
        }
    }
}
