package org.medsentry.console.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.medsentry.console.search.Query;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.reference.DefaultCatalogue;
import org.medsentry.schemas.reference.Region;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The regions by code: those on the topic, and those that ship with the product where the topic lacks them. */
public final class RegionDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(RegionDirectory.class);
    private static final long FRESH_NANOS = Duration.ofMinutes(5).toNanos();
    private static final int PROVINCE_DIGITS = 2;

    private final Supplier<Collection<Region>> source;
    private Map<String, Region> regions;
    private Set<String> parents;
    private long read;

    RegionDirectory(Supplier<Collection<Region>> source) {
        this.source = source;
    }

    public static RegionDirectory of(KafkaCluster cluster) {
        return new RegionDirectory(() -> {
            Map<String, Region> found = new TreeMap<>();
            cluster.readToEnd(Topic.REGIONS, row -> {
                if (row.value() == null) {
                    found.remove(new String(row.key(), StandardCharsets.UTF_8));
                } else {
                    Region region = Documents.fromJson(row.value(), Region.class);
                    found.put(region.code(), region);
                }
            });
            return found.values();
        });
    }

    private synchronized Map<String, Region> regions() {
        long now = System.nanoTime();
        if (regions == null || now - read > FRESH_NANOS) {
            Map<String, Region> all = new TreeMap<>();
            DefaultCatalogue.rows(Topic.REGIONS).forEach(row -> all.put(row.id(), (Region) row));
            try {
                source.get().forEach(region -> all.put(region.code(), region));
            } catch (RuntimeException away) {
                LOG.warn("cannot read the regions: {}", away.getMessage());
                if (regions != null) {
                    all.putAll(regions);
                }
            }
            regions = all;
            parents = new HashSet<>();
            all.values().forEach(region -> parents.add(region.parent()));
            read = now;
        }
        return regions;
    }

    /** Code and names of a region. */
    public Optional<ObjectNode> names(String code) {
        return Optional.ofNullable(regions().get(code))
                .map(region -> Query.object()
                        .put("code", region.code())
                        .put("nameZh", region.nameZh())
                        .put("nameEn", region.nameEn()));
    }

    public List<ObjectNode> all() {
        List<ObjectNode> all = new ArrayList<>();
        regions().keySet().forEach(code -> all.add(withParent(code)));
        return all;
    }

    private ObjectNode withParent(String code) {
        Region region = regions().get(code);
        return names(code).orElseThrow().put("parent", region.parent());
    }

    /** The districts of the provinces that these codes lie in, with the names of what is above each. */
    List<ObjectNode> districtsOfProvincesOf(Collection<String> codes) {
        Set<String> provinces = new HashSet<>();
        codes.forEach(code -> provinces.add(province(code)));
        List<ObjectNode> districts = new ArrayList<>();
        regions().values().stream()
                .filter(region -> region.parent() != null
                        && !parents.contains(region.code())
                        && provinces.contains(province(region.code())))
                .forEach(region -> {
                    Region parent = regions().get(region.parent());
                    districts.add(withParent(region.code())
                            .put("parentNameZh", parent == null ? null : parent.nameZh())
                            .put("parentNameEn", parent == null ? null : parent.nameEn()));
                });
        return districts;
    }

    private static String province(String code) {
        return code.substring(0, Math.min(PROVINCE_DIGITS, code.length()));
    }
}
