package org.medsentry.bench.rules;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.medsentry.schemas.event.PurchaseRegistration;

/** A way of finding the matches of rules that one could pick. */
public sealed interface Contender {

    /** As named on the command line. */
    String id();

    String title();

    /** Whether several matches of a rule that end with the same record count as one. */
    default boolean joinsMatchesOfARecord() {
        return false;
    }

    /** A Flink job over the purchases; its state lies where the run says. */
    non-sealed interface OnFlink extends Contender {

        /**
         * The id of a rule for each match of it; each stream has its own sink.
         *
         * @param all to be read once
         */
        List<DataStream<String>> matches(PurchaseStream all, Workload workload);
    }

    /** A library that is called in a loop: nothing is serialised, shuffled or kept for a restart. */
    non-sealed interface InProcess extends Contender {

        Session open(Workload workload);

        /** One run. */
        interface Session extends AutoCloseable {

            /** Appends the id of a rule for each match that this purchase ends. */
            void judge(PurchaseRegistration purchase, List<String> matches);

            @Override
            void close();
        }
    }

    /** The product's, those of every Flink job, and those that the class path brings beside them. */
    static List<Contender> all() {
        return Stream.concat(
                        Stream.of(new LiveRulesOfTheProduct(), new StockCep(), new HandWritten()),
                        ServiceLoader.load(Contender.class).stream().map(ServiceLoader.Provider::get))
                .toList();
    }

    /** @throws IllegalArgumentException if there is no such contender */
    static Contender named(String id) {
        return all().stream()
                .filter(contender -> contender.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no contender '" + id + "'; known: "
                        + all().stream().map(Contender::id).toList()));
    }
}
