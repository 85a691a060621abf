package org.medsentry.local.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.medsentry.schemas.reference.Region;

/** The counties of the month with their pharmacies and the networks that these belong to. */
final class Landscape {

    private static final long PURPOSE = 0x4c61;
    private static final int PHARMACIES_IN_COUNTY = 8;
    private static final int LEAST_COUNTIES = 3;
    private static final List<String> AREAS = List.of("50", "5107", "36");
    private static final String COUNTY_PLATFORM = "-county-platform";
    private static final Map<String, String> PROVINCES = Map.of("50", "cq", "51", "sc", "36", "jx");

    private final List<String> counties;
    private final List<Pharmacy> pharmacies = new ArrayList<>();
    private final List<Pharmacy> openAtNight = new ArrayList<>();
    private final Map<String, List<Pharmacy>> byCounty = new HashMap<>();
    private final Map<String, Network> networks = new HashMap<>();

    Landscape(SimulationSettings settings, List<Region> regions) {
        this.counties = chooseCounties(regions, Math.max(LEAST_COUNTIES, settings.pharmacies() / PHARMACIES_IN_COUNTY));
        for (int i = 0; i < settings.pharmacies(); i++) {
            add(i, counties.get(i % counties.size()), i / counties.size(), settings.seed());
        }
    }

    /** The counties with most people, from each area in turn. */
    private static List<String> chooseCounties(List<Region> regions, int count) {
        List<List<Region>> areas = new ArrayList<>();
        for (String area : AREAS) {
            areas.add(regions.stream()
                    .filter(region -> region.code().startsWith(area)
                            && !region.code().endsWith("00")
                            && region.code().length() == 6)
                    .sorted(Comparator.comparing(
                                    (Region region) -> region.population() == null ? 0 : region.population())
                            .reversed()
                            .thenComparing(Region::code))
                    .toList());
        }
        int available = areas.stream().mapToInt(List::size).sum();
        if (available < LEAST_COUNTIES) {
            throw new IllegalArgumentException("the simulation needs at least " + LEAST_COUNTIES
                    + " counties of Chongqing (50), Mianyang (5107) or Jiangxi (36) in the regions, found "
                    + available);
        }
        List<String> chosen = new ArrayList<>();
        for (int rank = 0; chosen.size() < Math.min(count, available); rank++) {
            for (List<Region> area : areas) {
                if (rank < area.size() && chosen.size() < count) {
                    chosen.add(area.get(rank).code());
                }
            }
        }
        return List.copyOf(chosen);
    }

    private void add(int index, String county, int rankInCounty, long seed) {
        SeededRandom random = SeededRandom.of(seed, PURPOSE, index);
        Pharmacy pharmacy = new Pharmacy(
                index,
                "PH-" + county + "-%03d".formatted(rankInCounty + 1),
                county,
                network(county, rankInCounty),
                rankInCounty % PHARMACIES_IN_COUNTY == 1,
                random.between(0.92, 1.12));
        pharmacies.add(pharmacy);
        byCounty.computeIfAbsent(county, key -> new ArrayList<>()).add(pharmacy);
        if (pharmacy.openAtNight()) {
            openAtNight.add(pharmacy);
        }
    }

    /** The networks that feed the product over HTTP; the others write to Kafka themselves. */
    static List<String> sourcesOverHttp() {
        return PROVINCES.values().stream()
                .sorted()
                .map(province -> province + COUNTY_PLATFORM)
                .toList();
    }

    /** In each eight: five of a chain that sends all at once, one that sends no phones, one that uploads
     * at night, one that sends tokens. */
    private Network network(String county, int rankInCounty) {
        String province = PROVINCES.get(county.substring(0, 2));
        return switch (rankInCounty % PHARMACIES_IN_COUNTY) {
            case 5 -> network(province + COUNTY_PLATFORM, Network.Upload.AT_NIGHT, Network.Identity.NUMBER, false);
            case 6 -> network(province + "-village-chain", Network.Upload.AT_ONCE, Network.Identity.NUMBER, false);
            case 7 -> network(province + "-online-pharmacy", Network.Upload.AT_ONCE, Network.Identity.TOKEN, true);
            default -> network(province + "-smart-pharmacy", Network.Upload.AT_ONCE, Network.Identity.FULL, false);
        };
    }

    private Network network(String source, Network.Upload upload, Network.Identity identity, boolean writesUtc) {
        return networks.computeIfAbsent(source, key -> new Network(key, upload, identity, writesUtc));
    }

    List<String> counties() {
        return counties;
    }

    List<Pharmacy> pharmacies() {
        return pharmacies;
    }

    List<Pharmacy> openAtNight() {
        return openAtNight;
    }

    List<Pharmacy> pharmaciesOf(String county) {
        return byCounty.get(county);
    }

    /** The pharmacies of the county that scenarios play at; at least three. */
    List<Pharmacy> plainPharmaciesOf(String county) {
        return byCounty.get(county).stream().filter(Pharmacy::isPlain).toList();
    }
}
