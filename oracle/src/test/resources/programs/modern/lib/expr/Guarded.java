package expr;

/** Code before the call of the constructor. */
public class Guarded {
    protected final int size;
    private int seen;

    protected Guarded(int size) {
        this.size = size;
        seen = describe().length();
    }

    protected String describe() {
        return "guarded";
    }

    public int seen() {
        return seen * 10 + size;
    }

    public static final class Checked extends Guarded {
        private final String name;

        public Checked(String name) {
            int length = name.length();
            if (length > 100) {
                throw new IllegalArgumentException("long");
            }
            this.name = name + length;
            super(length * 2);
        }

        @Override
        protected String describe() {
            return name == null ? "null" : name;
        }
    }
}
