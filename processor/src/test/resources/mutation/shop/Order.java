package shop;

record Order(@Named("article") String item, int amount, Currency currency) {
    Order {
        if (amount < 0) {
            throw new IllegalArgumentException("negative");
        }
    }

    static Order read(String line) {
        String[] parts = line.split(",");
        return new Order(parts[0], Integer.parseInt(parts[1]), Currency.valueOf(parts[2]));
    }

    int doubled() {
        return amount * 2;
    }
}
