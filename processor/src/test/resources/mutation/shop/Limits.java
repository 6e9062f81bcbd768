package shop;

interface Limits {
    int LONGEST = 80;
    int SHORTEST = 2;
    String MARK = "*" + "*";
    long BIG = 1L << 40;
}
