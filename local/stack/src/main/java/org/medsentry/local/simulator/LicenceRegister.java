package org.medsentry.local.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.medsentry.schemas.reference.Licence;
import org.medsentry.schemas.reference.LicenceStatus;

/** Who may sell online, and which licences serve the stories of those who may not. */
final class LicenceRegister {

    /** One licence is used by fewer sellers than would look like sharing it. */
    private static final int MOST_SELLERS_OF_LICENCE = 2;

    private static final List<String> PLATFORMS =
            List.of("yaokang-mall", "anxin-pharmacy", "kuaiyao-express", "baicao-live");

    private final List<Licence> licences;
    private final Map<String, Licence> byNumber;
    private final Instant start;
    private final Instant end;

    LicenceRegister(List<Licence> licences, SimulationSettings settings) {
        this.licences = licences;
        this.byNumber = licences.stream().collect(Collectors.toMap(Licence::licenceNumber, Function.identity()));
        this.start = settings.start();
        this.end = settings.end();
    }

    boolean allows(String licenceNumber, String sellerId, Instant at) {
        Licence licence = licenceNumber == null ? null : byNumber.get(licenceNumber);
        return licence != null
                && licence.status() == LicenceStatus.ACTIVE
                && licence.sellerIds().contains(sellerId)
                && !at.isBefore(licence.validFrom())
                && !at.isAfter(licence.validTo());
    }

    /** The sellers in good standing all month, in the order of the register. */
    List<Seller> honestSellers() {
        List<Seller> sellers = new ArrayList<>();
        for (Licence licence : licences) {
            if (isGoodAllMonth(licence)) {
                licence.sellerIds().stream()
                        .limit(MOST_SELLERS_OF_LICENCE)
                        .forEach(sellerId -> sellers.add(seller(sellerId, licence, sellers.size())));
            }
        }
        return sellers;
    }

    boolean isGoodAllMonth(Licence licence) {
        return licence.status() == LicenceStatus.ACTIVE
                && licence.validFrom().isBefore(start)
                && licence.validTo().isAfter(end);
    }

    boolean sellsPrescriptions(String licenceNumber) {
        String scope = byNumber.get(licenceNumber).scope();
        return scope == null || scope.startsWith("处方药");
    }

    boolean hasExpired(Licence licence) {
        return licence.status() == LicenceStatus.ACTIVE && licence.validTo().isBefore(start);
    }

    /** @throws IllegalArgumentException if the register has no such licence */
    Licence any(SeededRandom random, String what, Predicate<Licence> condition) {
        List<Licence> candidates = licences.stream().filter(condition).toList();
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("the licences have no " + what + ", which a scenario needs");
        }
        return random.pick(candidates);
    }

    static Seller seller(String sellerId, Licence licence, int index) {
        return new Seller(
                PLATFORMS.get(index % PLATFORMS.size()),
                sellerId,
                licence.licenceNumber(),
                licence.regionCode(),
                0.9 + 0.04 * (index % 6));
    }

    /** A seller that no register knows. */
    static Seller stranger(String sellerId, String licence, String regionCode) {
        return new Seller(PLATFORMS.get(PLATFORMS.size() - 1), sellerId, licence, regionCode, 1);
    }
}
