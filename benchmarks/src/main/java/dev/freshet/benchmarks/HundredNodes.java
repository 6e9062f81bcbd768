package dev.freshet.benchmarks;

import dev.freshet.Node;
import dev.freshet.Pipeline;

/**
 * A pipeline of 100 nodes that do next to nothing, so that the cost of calling them shows. The file is long because the
 * compiler must see each node as a method of its own.
 */
@Pipeline
final class HundredNodes {
    private HundredNodes() {}

    @Node(
            inputs = {"free0", "free0"},
            outputs = "d0")
    static long node0(long a, long b) {
        return a * 31 + b + 0;
    }

    @Node(
            inputs = {"free1", "free1"},
            outputs = "d1")
    static long node1(long a, long b) {
        return a * 31 + b + 1;
    }

    @Node(
            inputs = {"free2", "free2"},
            outputs = "d2")
    static long node2(long a, long b) {
        return a * 31 + b + 2;
    }

    @Node(
            inputs = {"free3", "free3"},
            outputs = "d3")
    static long node3(long a, long b) {
        return a * 31 + b + 3;
    }

    @Node(
            inputs = {"d0", "d3"},
            outputs = "d4")
    static long node4(long a, long b) {
        return a * 31 + b + 4;
    }

    @Node(
            inputs = {"d1", "d4"},
            outputs = "d5")
    static long node5(long a, long b) {
        return a * 31 + b + 5;
    }

    @Node(
            inputs = {"d2", "d5"},
            outputs = "d6")
    static long node6(long a, long b) {
        return a * 31 + b + 6;
    }

    @Node(
            inputs = {"d3", "d6"},
            outputs = "d7")
    static long node7(long a, long b) {
        return a * 31 + b + 7;
    }

    @Node(
            inputs = {"d4", "d7"},
            outputs = "d8")
    static long node8(long a, long b) {
        return a * 31 + b + 8;
    }

    @Node(
            inputs = {"d5", "d8"},
            outputs = "d9")
    static long node9(long a, long b) {
        return a * 31 + b + 9;
    }

    @Node(
            inputs = {"d6", "d9"},
            outputs = "d10")
    static long node10(long a, long b) {
        return a * 31 + b + 10;
    }

    @Node(
            inputs = {"d7", "d10"},
            outputs = "d11")
    static long node11(long a, long b) {
        return a * 31 + b + 11;
    }

    @Node(
            inputs = {"d8", "d11"},
            outputs = "d12")
    static long node12(long a, long b) {
        return a * 31 + b + 12;
    }

    @Node(
            inputs = {"d9", "d12"},
            outputs = "d13")
    static long node13(long a, long b) {
        return a * 31 + b + 13;
    }

    @Node(
            inputs = {"d10", "d13"},
            outputs = "d14")
    static long node14(long a, long b) {
        return a * 31 + b + 14;
    }

    @Node(
            inputs = {"d11", "d14"},
            outputs = "d15")
    static long node15(long a, long b) {
        return a * 31 + b + 15;
    }

    @Node(
            inputs = {"d12", "d15"},
            outputs = "d16")
    static long node16(long a, long b) {
        return a * 31 + b + 16;
    }

    @Node(
            inputs = {"d13", "d16"},
            outputs = "d17")
    static long node17(long a, long b) {
        return a * 31 + b + 17;
    }

    @Node(
            inputs = {"d14", "d17"},
            outputs = "d18")
    static long node18(long a, long b) {
        return a * 31 + b + 18;
    }

    @Node(
            inputs = {"d15", "d18"},
            outputs = "d19")
    static long node19(long a, long b) {
        return a * 31 + b + 19;
    }

    @Node(
            inputs = {"d16", "d19"},
            outputs = "d20")
    static long node20(long a, long b) {
        return a * 31 + b + 20;
    }

    @Node(
            inputs = {"d17", "d20"},
            outputs = "d21")
    static long node21(long a, long b) {
        return a * 31 + b + 21;
    }

    @Node(
            inputs = {"d18", "d21"},
            outputs = "d22")
    static long node22(long a, long b) {
        return a * 31 + b + 22;
    }

    @Node(
            inputs = {"d19", "d22"},
            outputs = "d23")
    static long node23(long a, long b) {
        return a * 31 + b + 23;
    }

    @Node(
            inputs = {"d20", "d23"},
            outputs = "d24")
    static long node24(long a, long b) {
        return a * 31 + b + 24;
    }

    @Node(
            inputs = {"d21", "d24"},
            outputs = "d25")
    static long node25(long a, long b) {
        return a * 31 + b + 25;
    }

    @Node(
            inputs = {"d22", "d25"},
            outputs = "d26")
    static long node26(long a, long b) {
        return a * 31 + b + 26;
    }

    @Node(
            inputs = {"d23", "d26"},
            outputs = "d27")
    static long node27(long a, long b) {
        return a * 31 + b + 27;
    }

    @Node(
            inputs = {"d24", "d27"},
            outputs = "d28")
    static long node28(long a, long b) {
        return a * 31 + b + 28;
    }

    @Node(
            inputs = {"d25", "d28"},
            outputs = "d29")
    static long node29(long a, long b) {
        return a * 31 + b + 29;
    }

    @Node(
            inputs = {"d26", "d29"},
            outputs = "d30")
    static long node30(long a, long b) {
        return a * 31 + b + 30;
    }

    @Node(
            inputs = {"d27", "d30"},
            outputs = "d31")
    static long node31(long a, long b) {
        return a * 31 + b + 31;
    }

    @Node(
            inputs = {"d28", "d31"},
            outputs = "d32")
    static long node32(long a, long b) {
        return a * 31 + b + 32;
    }

    @Node(
            inputs = {"d29", "d32"},
            outputs = "d33")
    static long node33(long a, long b) {
        return a * 31 + b + 33;
    }

    @Node(
            inputs = {"d30", "d33"},
            outputs = "d34")
    static long node34(long a, long b) {
        return a * 31 + b + 34;
    }

    @Node(
            inputs = {"d31", "d34"},
            outputs = "d35")
    static long node35(long a, long b) {
        return a * 31 + b + 35;
    }

    @Node(
            inputs = {"d32", "d35"},
            outputs = "d36")
    static long node36(long a, long b) {
        return a * 31 + b + 36;
    }

    @Node(
            inputs = {"d33", "d36"},
            outputs = "d37")
    static long node37(long a, long b) {
        return a * 31 + b + 37;
    }

    @Node(
            inputs = {"d34", "d37"},
            outputs = "d38")
    static long node38(long a, long b) {
        return a * 31 + b + 38;
    }

    @Node(
            inputs = {"d35", "d38"},
            outputs = "d39")
    static long node39(long a, long b) {
        return a * 31 + b + 39;
    }

    @Node(
            inputs = {"d36", "d39"},
            outputs = "d40")
    static long node40(long a, long b) {
        return a * 31 + b + 40;
    }

    @Node(
            inputs = {"d37", "d40"},
            outputs = "d41")
    static long node41(long a, long b) {
        return a * 31 + b + 41;
    }

    @Node(
            inputs = {"d38", "d41"},
            outputs = "d42")
    static long node42(long a, long b) {
        return a * 31 + b + 42;
    }

    @Node(
            inputs = {"d39", "d42"},
            outputs = "d43")
    static long node43(long a, long b) {
        return a * 31 + b + 43;
    }

    @Node(
            inputs = {"d40", "d43"},
            outputs = "d44")
    static long node44(long a, long b) {
        return a * 31 + b + 44;
    }

    @Node(
            inputs = {"d41", "d44"},
            outputs = "d45")
    static long node45(long a, long b) {
        return a * 31 + b + 45;
    }

    @Node(
            inputs = {"d42", "d45"},
            outputs = "d46")
    static long node46(long a, long b) {
        return a * 31 + b + 46;
    }

    @Node(
            inputs = {"d43", "d46"},
            outputs = "d47")
    static long node47(long a, long b) {
        return a * 31 + b + 47;
    }

    @Node(
            inputs = {"d44", "d47"},
            outputs = "d48")
    static long node48(long a, long b) {
        return a * 31 + b + 48;
    }

    @Node(
            inputs = {"d45", "d48"},
            outputs = "d49")
    static long node49(long a, long b) {
        return a * 31 + b + 49;
    }

    @Node(
            inputs = {"d46", "d49"},
            outputs = "d50")
    static long node50(long a, long b) {
        return a * 31 + b + 50;
    }

    @Node(
            inputs = {"d47", "d50"},
            outputs = "d51")
    static long node51(long a, long b) {
        return a * 31 + b + 51;
    }

    @Node(
            inputs = {"d48", "d51"},
            outputs = "d52")
    static long node52(long a, long b) {
        return a * 31 + b + 52;
    }

    @Node(
            inputs = {"d49", "d52"},
            outputs = "d53")
    static long node53(long a, long b) {
        return a * 31 + b + 53;
    }

    @Node(
            inputs = {"d50", "d53"},
            outputs = "d54")
    static long node54(long a, long b) {
        return a * 31 + b + 54;
    }

    @Node(
            inputs = {"d51", "d54"},
            outputs = "d55")
    static long node55(long a, long b) {
        return a * 31 + b + 55;
    }

    @Node(
            inputs = {"d52", "d55"},
            outputs = "d56")
    static long node56(long a, long b) {
        return a * 31 + b + 56;
    }

    @Node(
            inputs = {"d53", "d56"},
            outputs = "d57")
    static long node57(long a, long b) {
        return a * 31 + b + 57;
    }

    @Node(
            inputs = {"d54", "d57"},
            outputs = "d58")
    static long node58(long a, long b) {
        return a * 31 + b + 58;
    }

    @Node(
            inputs = {"d55", "d58"},
            outputs = "d59")
    static long node59(long a, long b) {
        return a * 31 + b + 59;
    }

    @Node(
            inputs = {"d56", "d59"},
            outputs = "d60")
    static long node60(long a, long b) {
        return a * 31 + b + 60;
    }

    @Node(
            inputs = {"d57", "d60"},
            outputs = "d61")
    static long node61(long a, long b) {
        return a * 31 + b + 61;
    }

    @Node(
            inputs = {"d58", "d61"},
            outputs = "d62")
    static long node62(long a, long b) {
        return a * 31 + b + 62;
    }

    @Node(
            inputs = {"d59", "d62"},
            outputs = "d63")
    static long node63(long a, long b) {
        return a * 31 + b + 63;
    }

    @Node(
            inputs = {"d60", "d63"},
            outputs = "d64")
    static long node64(long a, long b) {
        return a * 31 + b + 64;
    }

    @Node(
            inputs = {"d61", "d64"},
            outputs = "d65")
    static long node65(long a, long b) {
        return a * 31 + b + 65;
    }

    @Node(
            inputs = {"d62", "d65"},
            outputs = "d66")
    static long node66(long a, long b) {
        return a * 31 + b + 66;
    }

    @Node(
            inputs = {"d63", "d66"},
            outputs = "d67")
    static long node67(long a, long b) {
        return a * 31 + b + 67;
    }

    @Node(
            inputs = {"d64", "d67"},
            outputs = "d68")
    static long node68(long a, long b) {
        return a * 31 + b + 68;
    }

    @Node(
            inputs = {"d65", "d68"},
            outputs = "d69")
    static long node69(long a, long b) {
        return a * 31 + b + 69;
    }

    @Node(
            inputs = {"d66", "d69"},
            outputs = "d70")
    static long node70(long a, long b) {
        return a * 31 + b + 70;
    }

    @Node(
            inputs = {"d67", "d70"},
            outputs = "d71")
    static long node71(long a, long b) {
        return a * 31 + b + 71;
    }

    @Node(
            inputs = {"d68", "d71"},
            outputs = "d72")
    static long node72(long a, long b) {
        return a * 31 + b + 72;
    }

    @Node(
            inputs = {"d69", "d72"},
            outputs = "d73")
    static long node73(long a, long b) {
        return a * 31 + b + 73;
    }

    @Node(
            inputs = {"d70", "d73"},
            outputs = "d74")
    static long node74(long a, long b) {
        return a * 31 + b + 74;
    }

    @Node(
            inputs = {"d71", "d74"},
            outputs = "d75")
    static long node75(long a, long b) {
        return a * 31 + b + 75;
    }

    @Node(
            inputs = {"d72", "d75"},
            outputs = "d76")
    static long node76(long a, long b) {
        return a * 31 + b + 76;
    }

    @Node(
            inputs = {"d73", "d76"},
            outputs = "d77")
    static long node77(long a, long b) {
        return a * 31 + b + 77;
    }

    @Node(
            inputs = {"d74", "d77"},
            outputs = "d78")
    static long node78(long a, long b) {
        return a * 31 + b + 78;
    }

    @Node(
            inputs = {"d75", "d78"},
            outputs = "d79")
    static long node79(long a, long b) {
        return a * 31 + b + 79;
    }

    @Node(
            inputs = {"d76", "d79"},
            outputs = "d80")
    static long node80(long a, long b) {
        return a * 31 + b + 80;
    }

    @Node(
            inputs = {"d77", "d80"},
            outputs = "d81")
    static long node81(long a, long b) {
        return a * 31 + b + 81;
    }

    @Node(
            inputs = {"d78", "d81"},
            outputs = "d82")
    static long node82(long a, long b) {
        return a * 31 + b + 82;
    }

    @Node(
            inputs = {"d79", "d82"},
            outputs = "d83")
    static long node83(long a, long b) {
        return a * 31 + b + 83;
    }

    @Node(
            inputs = {"d80", "d83"},
            outputs = "d84")
    static long node84(long a, long b) {
        return a * 31 + b + 84;
    }

    @Node(
            inputs = {"d81", "d84"},
            outputs = "d85")
    static long node85(long a, long b) {
        return a * 31 + b + 85;
    }

    @Node(
            inputs = {"d82", "d85"},
            outputs = "d86")
    static long node86(long a, long b) {
        return a * 31 + b + 86;
    }

    @Node(
            inputs = {"d83", "d86"},
            outputs = "d87")
    static long node87(long a, long b) {
        return a * 31 + b + 87;
    }

    @Node(
            inputs = {"d84", "d87"},
            outputs = "d88")
    static long node88(long a, long b) {
        return a * 31 + b + 88;
    }

    @Node(
            inputs = {"d85", "d88"},
            outputs = "d89")
    static long node89(long a, long b) {
        return a * 31 + b + 89;
    }

    @Node(
            inputs = {"d86", "d89"},
            outputs = "d90")
    static long node90(long a, long b) {
        return a * 31 + b + 90;
    }

    @Node(
            inputs = {"d87", "d90"},
            outputs = "d91")
    static long node91(long a, long b) {
        return a * 31 + b + 91;
    }

    @Node(
            inputs = {"d88", "d91"},
            outputs = "d92")
    static long node92(long a, long b) {
        return a * 31 + b + 92;
    }

    @Node(
            inputs = {"d89", "d92"},
            outputs = "d93")
    static long node93(long a, long b) {
        return a * 31 + b + 93;
    }

    @Node(
            inputs = {"d90", "d93"},
            outputs = "d94")
    static long node94(long a, long b) {
        return a * 31 + b + 94;
    }

    @Node(
            inputs = {"d91", "d94"},
            outputs = "d95")
    static long node95(long a, long b) {
        return a * 31 + b + 95;
    }

    @Node(
            inputs = {"d92", "d95"},
            outputs = "d96")
    static long node96(long a, long b) {
        return a * 31 + b + 96;
    }

    @Node(
            inputs = {"d93", "d96"},
            outputs = "d97")
    static long node97(long a, long b) {
        return a * 31 + b + 97;
    }

    @Node(
            inputs = {"d94", "d97"},
            outputs = "d98")
    static long node98(long a, long b) {
        return a * 31 + b + 98;
    }

    @Node(
            inputs = {"d95", "d98"},
            outputs = "d99")
    static long node99(long a, long b) {
        return a * 31 + b + 99;
    }
}
