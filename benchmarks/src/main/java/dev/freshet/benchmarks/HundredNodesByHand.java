package dev.freshet.benchmarks;

/** What one would write by hand for {@link HundredNodes}. */
final class HundredNodesByHand {
    private HundredNodesByHand() {}

    record Start(long free0, long free1, long free2, long free3) {}

    record End(long d99) {}

    // More than 40 lines: one for each of a hundred nodes.
    static End call(Start start) {
        long free0 = start.free0();
        long free1 = start.free1();
        long free2 = start.free2();
        long free3 = start.free3();
        long d0 = HundredNodes.node0(free0, free0);
        long d1 = HundredNodes.node1(free1, free1);
        long d2 = HundredNodes.node2(free2, free2);
        long d3 = HundredNodes.node3(free3, free3);
        long d4 = HundredNodes.node4(d0, d3);
        long d5 = HundredNodes.node5(d1, d4);
        long d6 = HundredNodes.node6(d2, d5);
        long d7 = HundredNodes.node7(d3, d6);
        long d8 = HundredNodes.node8(d4, d7);
        long d9 = HundredNodes.node9(d5, d8);
        long d10 = HundredNodes.node10(d6, d9);
        long d11 = HundredNodes.node11(d7, d10);
        long d12 = HundredNodes.node12(d8, d11);
        long d13 = HundredNodes.node13(d9, d12);
        long d14 = HundredNodes.node14(d10, d13);
        long d15 = HundredNodes.node15(d11, d14);
        long d16 = HundredNodes.node16(d12, d15);
        long d17 = HundredNodes.node17(d13, d16);
        long d18 = HundredNodes.node18(d14, d17);
        long d19 = HundredNodes.node19(d15, d18);
        long d20 = HundredNodes.node20(d16, d19);
        long d21 = HundredNodes.node21(d17, d20);
        long d22 = HundredNodes.node22(d18, d21);
        long d23 = HundredNodes.node23(d19, d22);
        long d24 = HundredNodes.node24(d20, d23);
        long d25 = HundredNodes.node25(d21, d24);
        long d26 = HundredNodes.node26(d22, d25);
        long d27 = HundredNodes.node27(d23, d26);
        long d28 = HundredNodes.node28(d24, d27);
        long d29 = HundredNodes.node29(d25, d28);
        long d30 = HundredNodes.node30(d26, d29);
        long d31 = HundredNodes.node31(d27, d30);
        long d32 = HundredNodes.node32(d28, d31);
        long d33 = HundredNodes.node33(d29, d32);
        long d34 = HundredNodes.node34(d30, d33);
        long d35 = HundredNodes.node35(d31, d34);
        long d36 = HundredNodes.node36(d32, d35);
        long d37 = HundredNodes.node37(d33, d36);
        long d38 = HundredNodes.node38(d34, d37);
        long d39 = HundredNodes.node39(d35, d38);
        long d40 = HundredNodes.node40(d36, d39);
        long d41 = HundredNodes.node41(d37, d40);
        long d42 = HundredNodes.node42(d38, d41);
        long d43 = HundredNodes.node43(d39, d42);
        long d44 = HundredNodes.node44(d40, d43);
        long d45 = HundredNodes.node45(d41, d44);
        long d46 = HundredNodes.node46(d42, d45);
        long d47 = HundredNodes.node47(d43, d46);
        long d48 = HundredNodes.node48(d44, d47);
        long d49 = HundredNodes.node49(d45, d48);
        long d50 = HundredNodes.node50(d46, d49);
        long d51 = HundredNodes.node51(d47, d50);
        long d52 = HundredNodes.node52(d48, d51);
        long d53 = HundredNodes.node53(d49, d52);
        long d54 = HundredNodes.node54(d50, d53);
        long d55 = HundredNodes.node55(d51, d54);
        long d56 = HundredNodes.node56(d52, d55);
        long d57 = HundredNodes.node57(d53, d56);
        long d58 = HundredNodes.node58(d54, d57);
        long d59 = HundredNodes.node59(d55, d58);
        long d60 = HundredNodes.node60(d56, d59);
        long d61 = HundredNodes.node61(d57, d60);
        long d62 = HundredNodes.node62(d58, d61);
        long d63 = HundredNodes.node63(d59, d62);
        long d64 = HundredNodes.node64(d60, d63);
        long d65 = HundredNodes.node65(d61, d64);
        long d66 = HundredNodes.node66(d62, d65);
        long d67 = HundredNodes.node67(d63, d66);
        long d68 = HundredNodes.node68(d64, d67);
        long d69 = HundredNodes.node69(d65, d68);
        long d70 = HundredNodes.node70(d66, d69);
        long d71 = HundredNodes.node71(d67, d70);
        long d72 = HundredNodes.node72(d68, d71);
        long d73 = HundredNodes.node73(d69, d72);
        long d74 = HundredNodes.node74(d70, d73);
        long d75 = HundredNodes.node75(d71, d74);
        long d76 = HundredNodes.node76(d72, d75);
        long d77 = HundredNodes.node77(d73, d76);
        long d78 = HundredNodes.node78(d74, d77);
        long d79 = HundredNodes.node79(d75, d78);
        long d80 = HundredNodes.node80(d76, d79);
        long d81 = HundredNodes.node81(d77, d80);
        long d82 = HundredNodes.node82(d78, d81);
        long d83 = HundredNodes.node83(d79, d82);
        long d84 = HundredNodes.node84(d80, d83);
        long d85 = HundredNodes.node85(d81, d84);
        long d86 = HundredNodes.node86(d82, d85);
        long d87 = HundredNodes.node87(d83, d86);
        long d88 = HundredNodes.node88(d84, d87);
        long d89 = HundredNodes.node89(d85, d88);
        long d90 = HundredNodes.node90(d86, d89);
        long d91 = HundredNodes.node91(d87, d90);
        long d92 = HundredNodes.node92(d88, d91);
        long d93 = HundredNodes.node93(d89, d92);
        long d94 = HundredNodes.node94(d90, d93);
        long d95 = HundredNodes.node95(d91, d94);
        long d96 = HundredNodes.node96(d92, d95);
        long d97 = HundredNodes.node97(d93, d96);
        long d98 = HundredNodes.node98(d94, d97);
        long d99 = HundredNodes.node99(d95, d98);
        return new End(d99);
    }
}
