package org.medsentry.rules;

import dev.cel.common.types.StructType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.OnlineSale;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.event.ReportedProduct;
import org.medsentry.schemas.reference.Category;
import org.medsentry.schemas.reference.Licence;
import org.medsentry.schemas.reference.Product;
import org.medsentry.schemas.reference.Recall;

/** What a rule of a stream can name: its variables with their types, and how to reach them. */
final class Vocabulary {

    private final String name;
    private final Map<String, Typed> variables = new LinkedHashMap<>();
    private final Set<StructType> types = new LinkedHashSet<>();
    private final Set<String> fieldNames = new LinkedHashSet<>();

    private Vocabulary(String name) {
        this.name = name;
    }

    /** @param each what of a record the rule looks at */
    static Vocabulary of(RuleStream stream, Each each) {
        Vocabulary vocabulary = new Vocabulary(stream.id() + " " + each.key());
        switch (stream) {
            case PURCHASE_REGISTRATIONS -> {
                vocabulary.add("event", PurchaseRegistration.class, frame -> frame.facts.event());
                vocabulary.add("product", Product.class, frame -> frame.facts.product());
                vocabulary.add("recall", Recall.class, frame -> frame.facts.recall());
            }
            case ONLINE_SALES -> {
                vocabulary.add("event", OnlineSale.class, frame -> frame.facts.event());
                vocabulary.add("product", Product.class, frame -> frame.facts.product());
                vocabulary.add("recall", Recall.class, frame -> frame.facts.recall());
                vocabulary.add("licence", Licence.class, frame -> frame.facts.licence());
            }
            case ADVERSE_REACTIONS -> {
                vocabulary.add("event", AdverseReaction.class, frame -> frame.facts.event());
                if (each == Each.SUSPECT) {
                    vocabulary.add("suspect", ReportedProduct.class, frame -> frame.facts.suspect());
                    vocabulary.add("product", Product.class, frame -> frame.facts.product());
                }
            }
            case SIGHTINGS -> {
                vocabulary.add("event", Sighting.class, frame -> frame.facts.sighting());
                vocabulary.add("product", Product.class, frame -> frame.facts.product());
                vocabulary.add("signal", Signal.class, frame -> frame.facts.signal());
            }
            case SIGNALS -> vocabulary.add("signal", Signal.class, frame -> frame.facts.signal());
        }
        if (each == Each.CATEGORY) {
            vocabulary.variables.put(
                    "category", new Typed(frame -> frame.facts.category(), ValueType.enumOf(Category.class), 1));
        }
        return vocabulary;
    }

    Map<String, Typed> variables() {
        return variables;
    }

    /** What a step of a pattern over this stream has taken. */
    ValueType step() {
        return ValueType.recordOf(RecordType.ofStep("Step of " + name, variables));
    }

    Set<StructType> types() {
        return types;
    }

    /** Every field that any of the records has, to suggest from. */
    Set<String> fieldNames() {
        return fieldNames;
    }

    private void add(String name, Class<? extends Record> type, Node node) {
        RecordType record = RecordType.of(type);
        variables.put(name, new Typed(node, ValueType.recordOf(record), 1));
        addType(record);
    }

    private void addType(RecordType record) {
        if (!types.add(record.celType())) {
            return;
        }
        record.fields().values().forEach(field -> {
            fieldNames.add(field.name());
            ValueType type =
                    field.type().kind() == ValueType.Kind.LIST ? field.type().element() : field.type();
            if (type.kind() == ValueType.Kind.RECORD) {
                addType(type.record());
            }
        });
    }
}
