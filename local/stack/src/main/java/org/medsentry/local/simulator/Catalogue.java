package org.medsentry.local.simulator;

import java.util.List;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.reference.DefaultCatalogue;
import org.medsentry.schemas.reference.Licence;
import org.medsentry.schemas.reference.Product;
import org.medsentry.schemas.reference.Recall;
import org.medsentry.schemas.reference.ReferenceRow;
import org.medsentry.schemas.reference.Region;

/** The reference data that a month is simulated upon: the default catalogue, or an operator's own. */
public record Catalogue(List<Product> products, List<Licence> licences, List<Recall> recalls, List<Region> regions) {

    public Catalogue {
        products = List.copyOf(products);
        licences = List.copyOf(licences);
        recalls = List.copyOf(recalls);
        regions = List.copyOf(regions);
    }

    /** The one that ships with the product. */
    public static Catalogue shipped() {
        return new Catalogue(
                rows(Topic.PRODUCTS, Product.class),
                rows(Topic.LICENCES, Licence.class),
                rows(Topic.RECALLS, Recall.class),
                rows(Topic.REGIONS, Region.class));
    }

    private static <T extends ReferenceRow> List<T> rows(Topic topic, Class<T> kind) {
        return DefaultCatalogue.rows(topic).stream().map(kind::cast).toList();
    }
}
