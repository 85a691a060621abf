package org.medsentry.streaming.alert.life;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.medsentry.schemas.document.ActionEntry;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertStatus;
import org.medsentry.schemas.document.Delivery;
import org.medsentry.schemas.document.Escalation;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.document.UnitReference;

/** The next revision of an alert while it is made: records of forty fields are not changed one by one. */
final class AlertDraft {

    String alertId;
    int revision;
    String ruleId;
    int ruleVersion;
    LocalisedText title;
    Level level;
    AlertStatus status;
    SubjectKey key;
    Subject subject;
    RegionReference region;
    List<String> streams;
    List<String> modifiers;
    Instant firstEventAt;
    Instant lastEventAt;
    Instant raisedAt;
    Instant updatedAt;
    Instant openingEventAt;
    Double observed;
    Double expected;
    Double threshold;
    Double score;
    String window;
    LocalisedText explanation;
    List<Evidence> evidence;
    long evidenceCount;
    long signalCount;
    List<UnitReference> units;
    String previousAlertId;
    String caseKey;
    boolean drill;
    String inhibitedBy;
    Instant silencedUntil;
    String assignee;
    Instant escalateAt;
    Instant closedAt;
    List<ActionEntry> actions;
    List<Escalation> escalations;
    List<Delivery> deliveries;

    // What the further life depends on, beside the document.
    List<Responsibility> responsibilities;
    List<String> inhibits;
    Level evidenceLevel;
    Level openingLevel;
    Level climbedFrom;
    boolean announced;
    boolean formerTold;
    List<String> told;
    Level toldLevel;

    /** Whether people have to see this revision without delay. */
    boolean urgent;

    AlertDraft() {}

    AlertDraft(OpenAlert open) {
        Alert alert = open.alert();
        alertId = alert.alertId();
        revision = alert.revision();
        ruleId = alert.ruleId();
        ruleVersion = alert.ruleVersion();
        title = alert.title();
        level = alert.level();
        status = alert.status();
        key = alert.key();
        subject = alert.subject();
        region = alert.region();
        streams = alert.streams();
        modifiers = alert.modifiers();
        firstEventAt = alert.firstEventAt();
        lastEventAt = alert.lastEventAt();
        raisedAt = alert.raisedAt();
        updatedAt = alert.updatedAt();
        openingEventAt = alert.openingEventAt();
        observed = alert.observed();
        expected = alert.expected();
        threshold = alert.threshold();
        score = alert.score();
        window = alert.window();
        explanation = alert.explanation();
        evidence = alert.evidence();
        evidenceCount = alert.evidenceCount();
        signalCount = alert.signalCount();
        units = alert.units();
        previousAlertId = alert.previousAlertId();
        caseKey = alert.caseKey();
        drill = alert.drill();
        inhibitedBy = alert.inhibitedBy();
        silencedUntil = alert.silencedUntil();
        assignee = alert.assignee();
        escalateAt = alert.escalateAt();
        closedAt = alert.closedAt();
        actions = alert.actions();
        escalations = alert.escalations();
        deliveries = alert.deliveries();
        responsibilities = open.responsibilities();
        inhibits = open.inhibits();
        evidenceLevel = open.evidenceLevel();
        openingLevel = open.openingLevel();
        climbedFrom = open.climbedFrom();
        announced = open.announced();
        formerTold = open.formerTold();
        told = open.told();
        toldLevel = open.toldLevel();
    }

    Alert alert() {
        return new Alert(
                alertId,
                revision,
                ruleId,
                ruleVersion,
                title,
                level,
                level.rank(),
                status,
                key,
                subject,
                region,
                streams,
                modifiers,
                firstEventAt,
                lastEventAt,
                raisedAt,
                updatedAt,
                openingEventAt,
                observed,
                expected,
                threshold,
                score,
                window,
                explanation,
                evidence,
                evidenceCount,
                signalCount,
                units,
                previousAlertId,
                caseKey,
                drill,
                inhibitedBy,
                silencedUntil,
                assignee,
                escalateAt,
                closedAt,
                actions,
                escalations,
                deliveries);
    }

    OpenAlert open() {
        return new OpenAlert(
                alert(),
                responsibilities,
                inhibits,
                evidenceLevel,
                openingLevel,
                climbedFrom,
                announced,
                formerTold,
                told,
                toldLevel);
    }

    CaseMember member() {
        return new CaseMember(
                alertId,
                ruleId,
                level,
                raisedAt,
                inhibits,
                Territory.countedFor(key),
                Territory.of(key, region),
                inhibitedBy,
                told,
                toldLevel);
    }

    /** Never backwards: signals bear the time of another job. */
    void updated(Instant at) {
        updatedAt = at.isAfter(updatedAt) ? at : updatedAt;
    }

    static <T> List<T> with(List<T> elements, T another) {
        List<T> all = new ArrayList<>(elements);
        all.add(another);
        return all;
    }
}
