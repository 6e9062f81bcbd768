package shop;

enum Currency {
    EUR(2),
    USD(2),
    YEN(0) {
        @Override
        String sign() {
            return "Y";
        }
    };

    private final int digits;

    Currency(int digits) {
        this.digits = digits;
    }

    int digits() {
        return digits;
    }

    String sign() {
        return name().substring(0, 1);
    }
}
