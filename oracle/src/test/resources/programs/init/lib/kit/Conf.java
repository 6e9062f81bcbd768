package kit;

/** An instance made before a field that it reads. */
public class Conf {
    public static final double DEFAULT = Double.valueOf("1.5");
    public static final Conf INSTANCE = new Conf();
    private static int made;

    static {
        made += 10;
    }

    final double rate;
    protected int limit = 5;

    {
        limit += 2;
    }

    public Conf() {
        this(DEFAULT);
        limit++;
    }

    Conf(double rate) {
        this.rate = rate;
        made++;
    }

    public double rate() {
        return rate * limit;
    }

    public static int made() {
        return made;
    }
}
