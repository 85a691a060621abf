package org.medsentry.local.simulator;

import java.util.List;

/** Reactions that reports name: MedDRA preferred term code, the term and its system organ class in Chinese. */
enum Reaction {
    PYREXIA("10037660", "发热", Reaction.GENERAL),
    CHILLS("10008531", "寒战", Reaction.GENERAL),
    INJECTION_SITE_PAIN("10022086", "注射部位疼痛", Reaction.GENERAL),
    FATIGUE("10016256", "疲劳", Reaction.GENERAL),
    RASH("10037844", "皮疹", Reaction.SKIN),
    PRURITUS("10037087", "瘙痒", Reaction.SKIN),
    URTICARIA("10046735", "荨麻疹", Reaction.SKIN),
    NAUSEA("10028813", "恶心", Reaction.GASTROINTESTINAL),
    VOMITING("10047700", "呕吐", Reaction.GASTROINTESTINAL),
    DIARRHOEA("10012735", "腹泻", Reaction.GASTROINTESTINAL),
    ABDOMINAL_PAIN("10000081", "腹痛", Reaction.GASTROINTESTINAL),
    HEADACHE("10019211", "头痛", Reaction.NERVOUS),
    DIZZINESS("10013573", "头晕", Reaction.NERVOUS),
    SYNCOPE("10042772", "晕厥", Reaction.NERVOUS),
    PALPITATIONS("10033557", "心悸", Reaction.CARDIAC),
    HYPOTENSION("10021097", "低血压", Reaction.VASCULAR),
    DYSPNOEA("10013968", "呼吸困难", Reaction.RESPIRATORY),
    COUGH("10011224", "咳嗽", Reaction.RESPIRATORY),
    HEPATIC_FUNCTION_ABNORMAL("10019670", "肝功能异常", Reaction.HEPATOBILIARY),
    LEUKOPENIA("10024384", "白细胞减少症", Reaction.BLOOD),
    THROMBOCYTOPENIA("10043554", "血小板减少症", Reaction.BLOOD),
    ANAPHYLACTIC_REACTION("10002198", "速发严重过敏反应", Reaction.IMMUNE),
    ANAPHYLACTIC_SHOCK("10002199", "过敏性休克", Reaction.IMMUNE),
    ACUTE_KIDNEY_INJURY("10069339", "急性肾损伤", Reaction.RENAL);

    private static final String GENERAL = "全身性疾病及给药部位各种反应";
    private static final String SKIN = "皮肤及皮下组织类疾病";
    private static final String GASTROINTESTINAL = "胃肠系统疾病";
    private static final String NERVOUS = "各类神经系统疾病";
    private static final String CARDIAC = "心脏器官疾病";
    private static final String VASCULAR = "血管与淋巴管类疾病";
    private static final String RESPIRATORY = "呼吸系统、胸及纵隔疾病";
    private static final String HEPATOBILIARY = "肝胆系统疾病";
    private static final String BLOOD = "血液及淋巴系统疾病";
    private static final String IMMUNE = "免疫系统疾病";
    private static final String RENAL = "肾脏及泌尿系统疾病";

    /** What a patient gets over. */
    static final List<Reaction> MILD = List.of(
            PYREXIA,
            CHILLS,
            INJECTION_SITE_PAIN,
            FATIGUE,
            RASH,
            RASH,
            PRURITUS,
            PRURITUS,
            URTICARIA,
            NAUSEA,
            NAUSEA,
            VOMITING,
            DIARRHOEA,
            ABDOMINAL_PAIN,
            HEADACHE,
            DIZZINESS,
            PALPITATIONS,
            COUGH);
    /** What brings a patient to hospital. */
    static final List<Reaction> SEVERE = List.of(
            SYNCOPE,
            HYPOTENSION,
            DYSPNOEA,
            HEPATIC_FUNCTION_ABNORMAL,
            LEUKOPENIA,
            THROMBOCYTOPENIA,
            ANAPHYLACTIC_REACTION,
            ANAPHYLACTIC_SHOCK,
            ACUTE_KIDNEY_INJURY);

    final String code;
    final String term;
    final String systemOrganClass;

    Reaction(String code, String term, String systemOrganClass) {
        this.code = code;
        this.term = term;
        this.systemOrganClass = systemOrganClass;
    }
}
