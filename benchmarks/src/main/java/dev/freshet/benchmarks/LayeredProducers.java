package dev.freshet.benchmarks;

import com.google.common.util.concurrent.ListenableFuture;
import dagger.BindsInstance;
import dagger.Module;
import dagger.Provides;
import dagger.producers.ProducerModule;
import dagger.producers.Produces;
import dagger.producers.Production;
import dagger.producers.ProductionComponent;
import java.util.concurrent.Executor;
import javax.inject.Named;

/**
 * The graph of {@link SideBySideBenchmark} for Dagger Producers: ten layers of ten nodes that read two each. The file is
 * long because Dagger's compiler must see each node as a method of its own.
 */
final class LayeredProducers {
    private LayeredProducers() {}

    /** Runs the graph. */
    @ProductionComponent(modules = {Nodes.class, Threads.class})
    interface Graph {
        @Named("last")
        ListenableFuture<Long> last();

        /** Makes it. */
        @ProductionComponent.Builder
        interface Builder {
            @BindsInstance
            Builder executor(Executor executor);

            Graph build();
        }
    }

    /** Where the nodes run. */
    @Module
    static final class Threads {
        private Threads() {}

        @Provides
        @Production
        static Executor executor(Executor executor) {
            return executor;
        }
    }

    /** The nodes. */
    @ProducerModule
    static final class Nodes {
        private Nodes() {}

        @Produces
        @Named("0")
        static Long node0() {
            return SideBySideBenchmark.work(0, 0, 0);
        }

        @Produces
        @Named("1")
        static Long node1() {
            return SideBySideBenchmark.work(1, 0, 0);
        }

        @Produces
        @Named("2")
        static Long node2() {
            return SideBySideBenchmark.work(2, 0, 0);
        }

        @Produces
        @Named("3")
        static Long node3() {
            return SideBySideBenchmark.work(3, 0, 0);
        }

        @Produces
        @Named("4")
        static Long node4() {
            return SideBySideBenchmark.work(4, 0, 0);
        }

        @Produces
        @Named("5")
        static Long node5() {
            return SideBySideBenchmark.work(5, 0, 0);
        }

        @Produces
        @Named("6")
        static Long node6() {
            return SideBySideBenchmark.work(6, 0, 0);
        }

        @Produces
        @Named("7")
        static Long node7() {
            return SideBySideBenchmark.work(7, 0, 0);
        }

        @Produces
        @Named("8")
        static Long node8() {
            return SideBySideBenchmark.work(8, 0, 0);
        }

        @Produces
        @Named("9")
        static Long node9() {
            return SideBySideBenchmark.work(9, 0, 0);
        }

        @Produces
        @Named("10")
        static Long node10(@Named("0") Long a, @Named("1") Long b) {
            return SideBySideBenchmark.work(10, a, b);
        }

        @Produces
        @Named("11")
        static Long node11(@Named("1") Long a, @Named("2") Long b) {
            return SideBySideBenchmark.work(11, a, b);
        }

        @Produces
        @Named("12")
        static Long node12(@Named("2") Long a, @Named("3") Long b) {
            return SideBySideBenchmark.work(12, a, b);
        }

        @Produces
        @Named("13")
        static Long node13(@Named("3") Long a, @Named("4") Long b) {
            return SideBySideBenchmark.work(13, a, b);
        }

        @Produces
        @Named("14")
        static Long node14(@Named("4") Long a, @Named("5") Long b) {
            return SideBySideBenchmark.work(14, a, b);
        }

        @Produces
        @Named("15")
        static Long node15(@Named("5") Long a, @Named("6") Long b) {
            return SideBySideBenchmark.work(15, a, b);
        }

        @Produces
        @Named("16")
        static Long node16(@Named("6") Long a, @Named("7") Long b) {
            return SideBySideBenchmark.work(16, a, b);
        }

        @Produces
        @Named("17")
        static Long node17(@Named("7") Long a, @Named("8") Long b) {
            return SideBySideBenchmark.work(17, a, b);
        }

        @Produces
        @Named("18")
        static Long node18(@Named("8") Long a, @Named("9") Long b) {
            return SideBySideBenchmark.work(18, a, b);
        }

        @Produces
        @Named("19")
        static Long node19(@Named("9") Long a, @Named("0") Long b) {
            return SideBySideBenchmark.work(19, a, b);
        }

        @Produces
        @Named("20")
        static Long node20(@Named("10") Long a, @Named("11") Long b) {
            return SideBySideBenchmark.work(20, a, b);
        }

        @Produces
        @Named("21")
        static Long node21(@Named("11") Long a, @Named("12") Long b) {
            return SideBySideBenchmark.work(21, a, b);
        }

        @Produces
        @Named("22")
        static Long node22(@Named("12") Long a, @Named("13") Long b) {
            return SideBySideBenchmark.work(22, a, b);
        }

        @Produces
        @Named("23")
        static Long node23(@Named("13") Long a, @Named("14") Long b) {
            return SideBySideBenchmark.work(23, a, b);
        }

        @Produces
        @Named("24")
        static Long node24(@Named("14") Long a, @Named("15") Long b) {
            return SideBySideBenchmark.work(24, a, b);
        }

        @Produces
        @Named("25")
        static Long node25(@Named("15") Long a, @Named("16") Long b) {
            return SideBySideBenchmark.work(25, a, b);
        }

        @Produces
        @Named("26")
        static Long node26(@Named("16") Long a, @Named("17") Long b) {
            return SideBySideBenchmark.work(26, a, b);
        }

        @Produces
        @Named("27")
        static Long node27(@Named("17") Long a, @Named("18") Long b) {
            return SideBySideBenchmark.work(27, a, b);
        }

        @Produces
        @Named("28")
        static Long node28(@Named("18") Long a, @Named("19") Long b) {
            return SideBySideBenchmark.work(28, a, b);
        }

        @Produces
        @Named("29")
        static Long node29(@Named("19") Long a, @Named("10") Long b) {
            return SideBySideBenchmark.work(29, a, b);
        }

        @Produces
        @Named("30")
        static Long node30(@Named("20") Long a, @Named("21") Long b) {
            return SideBySideBenchmark.work(30, a, b);
        }

        @Produces
        @Named("31")
        static Long node31(@Named("21") Long a, @Named("22") Long b) {
            return SideBySideBenchmark.work(31, a, b);
        }

        @Produces
        @Named("32")
        static Long node32(@Named("22") Long a, @Named("23") Long b) {
            return SideBySideBenchmark.work(32, a, b);
        }

        @Produces
        @Named("33")
        static Long node33(@Named("23") Long a, @Named("24") Long b) {
            return SideBySideBenchmark.work(33, a, b);
        }

        @Produces
        @Named("34")
        static Long node34(@Named("24") Long a, @Named("25") Long b) {
            return SideBySideBenchmark.work(34, a, b);
        }

        @Produces
        @Named("35")
        static Long node35(@Named("25") Long a, @Named("26") Long b) {
            return SideBySideBenchmark.work(35, a, b);
        }

        @Produces
        @Named("36")
        static Long node36(@Named("26") Long a, @Named("27") Long b) {
            return SideBySideBenchmark.work(36, a, b);
        }

        @Produces
        @Named("37")
        static Long node37(@Named("27") Long a, @Named("28") Long b) {
            return SideBySideBenchmark.work(37, a, b);
        }

        @Produces
        @Named("38")
        static Long node38(@Named("28") Long a, @Named("29") Long b) {
            return SideBySideBenchmark.work(38, a, b);
        }

        @Produces
        @Named("39")
        static Long node39(@Named("29") Long a, @Named("20") Long b) {
            return SideBySideBenchmark.work(39, a, b);
        }

        @Produces
        @Named("40")
        static Long node40(@Named("30") Long a, @Named("31") Long b) {
            return SideBySideBenchmark.work(40, a, b);
        }

        @Produces
        @Named("41")
        static Long node41(@Named("31") Long a, @Named("32") Long b) {
            return SideBySideBenchmark.work(41, a, b);
        }

        @Produces
        @Named("42")
        static Long node42(@Named("32") Long a, @Named("33") Long b) {
            return SideBySideBenchmark.work(42, a, b);
        }

        @Produces
        @Named("43")
        static Long node43(@Named("33") Long a, @Named("34") Long b) {
            return SideBySideBenchmark.work(43, a, b);
        }

        @Produces
        @Named("44")
        static Long node44(@Named("34") Long a, @Named("35") Long b) {
            return SideBySideBenchmark.work(44, a, b);
        }

        @Produces
        @Named("45")
        static Long node45(@Named("35") Long a, @Named("36") Long b) {
            return SideBySideBenchmark.work(45, a, b);
        }

        @Produces
        @Named("46")
        static Long node46(@Named("36") Long a, @Named("37") Long b) {
            return SideBySideBenchmark.work(46, a, b);
        }

        @Produces
        @Named("47")
        static Long node47(@Named("37") Long a, @Named("38") Long b) {
            return SideBySideBenchmark.work(47, a, b);
        }

        @Produces
        @Named("48")
        static Long node48(@Named("38") Long a, @Named("39") Long b) {
            return SideBySideBenchmark.work(48, a, b);
        }

        @Produces
        @Named("49")
        static Long node49(@Named("39") Long a, @Named("30") Long b) {
            return SideBySideBenchmark.work(49, a, b);
        }

        @Produces
        @Named("50")
        static Long node50(@Named("40") Long a, @Named("41") Long b) {
            return SideBySideBenchmark.work(50, a, b);
        }

        @Produces
        @Named("51")
        static Long node51(@Named("41") Long a, @Named("42") Long b) {
            return SideBySideBenchmark.work(51, a, b);
        }

        @Produces
        @Named("52")
        static Long node52(@Named("42") Long a, @Named("43") Long b) {
            return SideBySideBenchmark.work(52, a, b);
        }

        @Produces
        @Named("53")
        static Long node53(@Named("43") Long a, @Named("44") Long b) {
            return SideBySideBenchmark.work(53, a, b);
        }

        @Produces
        @Named("54")
        static Long node54(@Named("44") Long a, @Named("45") Long b) {
            return SideBySideBenchmark.work(54, a, b);
        }

        @Produces
        @Named("55")
        static Long node55(@Named("45") Long a, @Named("46") Long b) {
            return SideBySideBenchmark.work(55, a, b);
        }

        @Produces
        @Named("56")
        static Long node56(@Named("46") Long a, @Named("47") Long b) {
            return SideBySideBenchmark.work(56, a, b);
        }

        @Produces
        @Named("57")
        static Long node57(@Named("47") Long a, @Named("48") Long b) {
            return SideBySideBenchmark.work(57, a, b);
        }

        @Produces
        @Named("58")
        static Long node58(@Named("48") Long a, @Named("49") Long b) {
            return SideBySideBenchmark.work(58, a, b);
        }

        @Produces
        @Named("59")
        static Long node59(@Named("49") Long a, @Named("40") Long b) {
            return SideBySideBenchmark.work(59, a, b);
        }

        @Produces
        @Named("60")
        static Long node60(@Named("50") Long a, @Named("51") Long b) {
            return SideBySideBenchmark.work(60, a, b);
        }

        @Produces
        @Named("61")
        static Long node61(@Named("51") Long a, @Named("52") Long b) {
            return SideBySideBenchmark.work(61, a, b);
        }

        @Produces
        @Named("62")
        static Long node62(@Named("52") Long a, @Named("53") Long b) {
            return SideBySideBenchmark.work(62, a, b);
        }

        @Produces
        @Named("63")
        static Long node63(@Named("53") Long a, @Named("54") Long b) {
            return SideBySideBenchmark.work(63, a, b);
        }

        @Produces
        @Named("64")
        static Long node64(@Named("54") Long a, @Named("55") Long b) {
            return SideBySideBenchmark.work(64, a, b);
        }

        @Produces
        @Named("65")
        static Long node65(@Named("55") Long a, @Named("56") Long b) {
            return SideBySideBenchmark.work(65, a, b);
        }

        @Produces
        @Named("66")
        static Long node66(@Named("56") Long a, @Named("57") Long b) {
            return SideBySideBenchmark.work(66, a, b);
        }

        @Produces
        @Named("67")
        static Long node67(@Named("57") Long a, @Named("58") Long b) {
            return SideBySideBenchmark.work(67, a, b);
        }

        @Produces
        @Named("68")
        static Long node68(@Named("58") Long a, @Named("59") Long b) {
            return SideBySideBenchmark.work(68, a, b);
        }

        @Produces
        @Named("69")
        static Long node69(@Named("59") Long a, @Named("50") Long b) {
            return SideBySideBenchmark.work(69, a, b);
        }

        @Produces
        @Named("70")
        static Long node70(@Named("60") Long a, @Named("61") Long b) {
            return SideBySideBenchmark.work(70, a, b);
        }

        @Produces
        @Named("71")
        static Long node71(@Named("61") Long a, @Named("62") Long b) {
            return SideBySideBenchmark.work(71, a, b);
        }

        @Produces
        @Named("72")
        static Long node72(@Named("62") Long a, @Named("63") Long b) {
            return SideBySideBenchmark.work(72, a, b);
        }

        @Produces
        @Named("73")
        static Long node73(@Named("63") Long a, @Named("64") Long b) {
            return SideBySideBenchmark.work(73, a, b);
        }

        @Produces
        @Named("74")
        static Long node74(@Named("64") Long a, @Named("65") Long b) {
            return SideBySideBenchmark.work(74, a, b);
        }

        @Produces
        @Named("75")
        static Long node75(@Named("65") Long a, @Named("66") Long b) {
            return SideBySideBenchmark.work(75, a, b);
        }

        @Produces
        @Named("76")
        static Long node76(@Named("66") Long a, @Named("67") Long b) {
            return SideBySideBenchmark.work(76, a, b);
        }

        @Produces
        @Named("77")
        static Long node77(@Named("67") Long a, @Named("68") Long b) {
            return SideBySideBenchmark.work(77, a, b);
        }

        @Produces
        @Named("78")
        static Long node78(@Named("68") Long a, @Named("69") Long b) {
            return SideBySideBenchmark.work(78, a, b);
        }

        @Produces
        @Named("79")
        static Long node79(@Named("69") Long a, @Named("60") Long b) {
            return SideBySideBenchmark.work(79, a, b);
        }

        @Produces
        @Named("80")
        static Long node80(@Named("70") Long a, @Named("71") Long b) {
            return SideBySideBenchmark.work(80, a, b);
        }

        @Produces
        @Named("81")
        static Long node81(@Named("71") Long a, @Named("72") Long b) {
            return SideBySideBenchmark.work(81, a, b);
        }

        @Produces
        @Named("82")
        static Long node82(@Named("72") Long a, @Named("73") Long b) {
            return SideBySideBenchmark.work(82, a, b);
        }

        @Produces
        @Named("83")
        static Long node83(@Named("73") Long a, @Named("74") Long b) {
            return SideBySideBenchmark.work(83, a, b);
        }

        @Produces
        @Named("84")
        static Long node84(@Named("74") Long a, @Named("75") Long b) {
            return SideBySideBenchmark.work(84, a, b);
        }

        @Produces
        @Named("85")
        static Long node85(@Named("75") Long a, @Named("76") Long b) {
            return SideBySideBenchmark.work(85, a, b);
        }

        @Produces
        @Named("86")
        static Long node86(@Named("76") Long a, @Named("77") Long b) {
            return SideBySideBenchmark.work(86, a, b);
        }

        @Produces
        @Named("87")
        static Long node87(@Named("77") Long a, @Named("78") Long b) {
            return SideBySideBenchmark.work(87, a, b);
        }

        @Produces
        @Named("88")
        static Long node88(@Named("78") Long a, @Named("79") Long b) {
            return SideBySideBenchmark.work(88, a, b);
        }

        @Produces
        @Named("89")
        static Long node89(@Named("79") Long a, @Named("70") Long b) {
            return SideBySideBenchmark.work(89, a, b);
        }

        @Produces
        @Named("90")
        static Long node90(@Named("80") Long a, @Named("81") Long b) {
            return SideBySideBenchmark.work(90, a, b);
        }

        @Produces
        @Named("91")
        static Long node91(@Named("81") Long a, @Named("82") Long b) {
            return SideBySideBenchmark.work(91, a, b);
        }

        @Produces
        @Named("92")
        static Long node92(@Named("82") Long a, @Named("83") Long b) {
            return SideBySideBenchmark.work(92, a, b);
        }

        @Produces
        @Named("93")
        static Long node93(@Named("83") Long a, @Named("84") Long b) {
            return SideBySideBenchmark.work(93, a, b);
        }

        @Produces
        @Named("94")
        static Long node94(@Named("84") Long a, @Named("85") Long b) {
            return SideBySideBenchmark.work(94, a, b);
        }

        @Produces
        @Named("95")
        static Long node95(@Named("85") Long a, @Named("86") Long b) {
            return SideBySideBenchmark.work(95, a, b);
        }

        @Produces
        @Named("96")
        static Long node96(@Named("86") Long a, @Named("87") Long b) {
            return SideBySideBenchmark.work(96, a, b);
        }

        @Produces
        @Named("97")
        static Long node97(@Named("87") Long a, @Named("88") Long b) {
            return SideBySideBenchmark.work(97, a, b);
        }

        @Produces
        @Named("98")
        static Long node98(@Named("88") Long a, @Named("89") Long b) {
            return SideBySideBenchmark.work(98, a, b);
        }

        @Produces
        @Named("99")
        static Long node99(@Named("89") Long a, @Named("80") Long b) {
            return SideBySideBenchmark.work(99, a, b);
        }

        @Produces
        @Named("last")
        static Long last(
                @Named("90") Long v0,
                @Named("91") Long v1,
                @Named("92") Long v2,
                @Named("93") Long v3,
                @Named("94") Long v4,
                @Named("95") Long v5,
                @Named("96") Long v6,
                @Named("97") Long v7,
                @Named("98") Long v8,
                @Named("99") Long v9) {
            return v0 + v1 + v2 + v3 + v4 + v5 + v6 + v7 + v8 + v9;
        }
    }
}
