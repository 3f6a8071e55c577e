"""The words that head the columns of plans and trackers, by what such a column holds."""

import re
import unicodedata
from typing import Literal

from plan_data.table_import.other_headings import OTHER_HEADINGS

ColumnRole = Literal[
    "ref",
    "priority",
    "objective",
    "measure",
    "target",
    "baseline",
    "milestone",
    "start",
    "timescale",
    "original",
    "revised",
    "stage",
    "tick",
    "lead",
    "pathway",
    "quarter",
    "done",
    "started",
    "expected",
    "status",
    "percent",
    "update",
    "other",
]

PROGRESS_ROLES: tuple[ColumnRole, ...] = (
    "done",
    "started",
    "expected",
    "status",
    "percent",
    "update",
)
# Roles that a person may give to a column with `--column`.
ROLES_TO_CHOOSE: tuple[ColumnRole, ...] = (
    "ref",
    "priority",
    "objective",
    "milestone",
    "measure",
    "target",
    "baseline",
    "start",
    "timescale",
    "lead",
    "pathway",
    *PROGRESS_ROLES,
    "other",
)

_PHRASES_OF_ROLES: dict[ColumnRole, str] = {
    "ref": (
        "ref; ref no; reference; reference number; no; number; nr; id; item no; action no; "
        "action ref; action number; objective no; objective number; code; serial; task id; "
        "issue key; key; card id; wbs; outline number; unique id; item number; task no; "
        "action id; commitment number; commitment no; deliverable no; milestone no; numéro; n°; "
        "réf; référence; número; nummer; lfd nr; rec no; recommendation no; "
        "recommendation number; ms no; del no; deliverable number; milestone number; wp no; "
        "work package number; work package no; task number; action n°; fiche action n°; pos; "
        "pos nr; s no; sl no; sr no; sno; issue; issue id; deliverable id; objective ref; "
        "ref number; action code"
    ),
    "priority": (
        "priority; priorities; key priority; strategic priority; goal; goals; strategic goal; "
        "aim; aims; strategic aim; strategic objective; strategic objectives; priority area; "
        "outcome area; pillar; pillars; focus area; focus areas; area; areas; key area; "
        "area of focus; action area; area for action; areas for action; domain; chapter; bucket; "
        "bucket name; list name; list; section; section column; epic; epic name; phase; "
        "programme; program; axe; axe stratégique; axes; priorité; domaine; eje; "
        "eje estratégico; prioridad; ámbito; handlungsfeld; schwerpunkt; bereich; ziel; "
        "component; components; work package; key result area; results area; result area; "
        "strategic direction; strategic pillar; strategic theme; outcome domain; focus; "
        "key focus area; section name; category; heading; life course stage; group; wp; "
        "workpackage; work packages; related wp; related wps; related wp s; "
        "objectif stratégique; orientation; orientation stratégique; línea estratégica; "
        "línea de acción; themenfeld; oberziel; audit title; audit; audit name; report title; "
        "key line of enquiry; programme area; mission; drivers; driver; criterion; standard"
    ),
    "objective": (
        "objective; objectives; action; actions; key action; key actions; activity; activities; "
        "task; tasks; deliverable; deliverables; key deliverable; key deliverables; commitment; "
        "commitments; what we will do; what will we do; what; description; project; initiative; "
        "intervention; proposed action; action required; action to be taken; recommendation; "
        "title; item; items; task name; name; summary; card name; subject; action item; "
        "action point; action title; commitment title; project name; sub action; sub task; "
        "subtask; specific action; specific actions; recommendations; work item; feature; "
        "release; publication; task title; deliverable title; deliverable name; activity title; "
        "activity name; action name; action description; task description; what needs to be done; "
        "what we are going to do; step; mesure; actions à mener; livrable; livrables; objectif; "
        "objectifs; tâche; intitulé; engagement; acción; acciones; actividad; actividades; "
        "tarea; compromiso; objetivo; objetivos; entregable; massnahme; massnahmen; aufgabe; "
        "aufgaben; tätigkeit; aktivität; planned action; planned actions; planned activity; "
        "planned activities; main activity; main activities; sub activity; sub activities; "
        "sub actions; key task; key tasks; actions and milestones; actions required; "
        "actions to be taken; action to take; improvement action; improvement actions; "
        "agreed action; agreed actions; how we will do it; how we will achieve it; "
        "how we will get there; how will we do it; how will we achieve it; "
        "how will we get there; how we will do this; what we want to achieve; "
        "what do we want to achieve; what we want to do; what we plan to do; our actions; "
        "our commitment; our commitments; event; events; event name; product; products; "
        "contract title; contract; procurement; scheme; policy; document; report; output name; "
        "milestone name; milestone description; name of deliverable; deliverable description; "
        "commitment name; specification; dataset; data set; data set name; stage; key stage; job; "
        "action step; action steps; tactic; tactics; strategy; strategies; implementation step; "
        "implementation steps; next step; work; works; measure description; étape; étapes; "
        "action prévue; actions prévues; opération; objectif opérationnel; objectifs opérationnels; action opérationnelle; "
        "descriptif; medida; medidas; hitos y actividades; einzelmassnahme; "
        "massnahmenbeschreibung; projekt; vorhaben; arbeitsschritt; arbeitsschritte; schritt; "
        "schritte; paper; topic; agenda item; work stream action; "
        "milestone activity with a verifiable deliverable; verifiable deliverable; "
        "mitigating action; mitigating actions; mitigation action; mitigation actions; "
        "control action; further action; further actions; corrective action; corrective actions; "
        "remedial action; what will be done; what is to be done; what are we going to do; "
        "what do we need to do; was; was ist zu tun; was soll getan werden; quoi; qué; "
        "qué vamos a hacer; interventions; initiatives; priority interventions; "
        "priority actions; priority action; key interventions; proposed actions; "
        "proposed interventions; detail; details; project details; project detail; "
        "action details; what we have done will do; what we will do have done; what we did; "
        "features; events list; work packages tasks; strategic actions; strategic action; "
        "campaign; campaigns; implementation action; implementation actions; strategic initiatives; strategic initiative; flagship actions; key initiatives; "
        "key initiative; key projects; infrastructure required; infrastructure requirement; "
        "infrastructure requirements; infrastructure item; infrastructure project; infrastructure"
    ),
    "measure": (
        "measure; measures; measure of success; measures of success; success measure; "
        "success measures; success criteria; outcome; outcomes; output; outputs; indicator; "
        "indicators; kpi; kpis; performance measure; performance indicator; how we will know; "
        "how will we know; evidence; impact; what success looks like; expected outcome; "
        "intended outcome; measured by; result; results; expected outputs; "
        "how will we measure success; indicateur; indicateurs; résultat; résultats; "
        "résultats attendus; indicador; indicadores; resultado; resultados; indikator; "
        "indikatoren; ergebnis; measure of performance; how will we know it has worked; "
        "how will we know it is done; how we measure success; how we will measure success; "
        "how will success be measured; how will it be measured; means of verification; "
        "verification; key performance indicator; key performance indicators; success factors; "
        "desired outcome; desired outcomes; benefit; benefits; outcome measure; "
        "what will be different; indicateurs de suivi; indicateurs d évaluation; "
        "indicateur de suivi; indicateurs de résultat; medio de verificación; "
        "medios de verificación; erfolgsindikator; target or measure; measurable outcome; "
        "measurable outcomes; evidence of success; evidence of completion; success indicators; "
        "success indicator; performance indicators; outcome sought; "
        "objectively verifiable indicator"
    ),
    "target": "target; targets; annual target; year end target; target value; cible; meta; zielwert",
    "baseline": (
        "baseline; baselines; base line; baseline figure; baseline position; "
        "current performance; starting position; outturn"
    ),
    "milestone": (
        "milestone; milestones; key milestone; key milestones; steps; milestone activity; "
        "milestone title; jalon; jalons; hito; hitos; meilenstein; meilensteine"
    ),
    "start": (
        "start; start date; begins; commencement; commencement date; from; begin; begin date; "
        "planned start; planned start date; timeline start; start by; starts; date from; début; "
        "date de début; inicio; fecha de inicio; beginn; anfang; startdatum; von; "
        "contract start date; contract start; start month; start quarter; planned commencement; "
        "earliest start; proposed start; proposed start date; from date; fecha inicio; "
        "date début; beginn datum; start by date; starting"
    ),
    "timescale": (
        "timescale; timescales; timescales and milestones; timescale and milestones; by when; "
        "when; date; dates; due; due date; due by; deadline; deadlines; target date; "
        "completion date; timing; timeframe; time frame; timeline; time; end; end date; finish; "
        "finish date; complete by; to be completed by; completion; schedule; delivery date; "
        "date due; target completion date; period; timetable; in service; in service date; "
        "relevant fy; fy; year; financial year; planned completion; planned finish; planned end; "
        "planned end date; planned finish date; timeline end; target end date; planned date; "
        "target finish; target completion; target timescale; expected completion date; "
        "expected completion; estimated completion date; anticipated completion date; "
        "implementation date; delivery; deliver by; target quarter; quarter; due quarter; "
        "release date; publication date; timelines; time line; to; date to; until; "
        "milestone date; échéance; échéances; calendrier; date limite; date de fin; fin; délai; "
        "plazo; plazos; fecha; fecha límite; fecha de fin; calendario; termin; frist; fristen; "
        "fällig; fällig am; zeitplan; zeitraum; bis; bis wann; enddatum; umsetzung bis; "
        "date prévue; contract end date; contract end; end month; delivery month; due month; "
        "month due; delivery date in months; delivery date month; delivery date months; "
        "planned release; planned release date; scheduled date; scheduled; scheduled for; "
        "target for completion; complete by date; to be completed; completed by date; "
        "must be done by; finish by; end by; due on; due in; timescale for completion; "
        "timescale for delivery; timescale for implementation; implementation timescale; "
        "implementation timeline; implementation period; timeframe for delivery; "
        "delivery timescale; delivery timeframe; delivery timetable; delivery timeline; "
        "target timeframe; proposed timescale; proposed date; proposed timeline; "
        "proposed completion date; anticipated date; anticipated completion; "
        "target date for completion; agreed date; agreed target date; agreed timescale; "
        "agreed implementation date; target implementation date; expected date of completion; "
        "project timeline; periodo; período; fecha de término; fecha término; fecha fin; "
        "fecha de finalización; fecha de entrega; plazo de ejecución; fecha prevista; "
        "échéancier; calendrier prévisionnel; date de réalisation prévue; date d échéance; "
        "période; zieldatum; abschluss; fertigstellung; zu erledigen bis; ende; dauer bis; "
        "zeitrahmen; zeitraum der umsetzung; when will it be done; when will we do it; "
        "when will it happen; when by; date by; date for completion; action date; due date time; "
        "target end; target deadline; deadline date; go live; go live date; launch date; "
        "date of event; event date; date and time; start and end; start and end date; "
        "commitment start and end date; timeframe s; year s; delivery year; "
        "by when will it be done; until when; wann; bis wann; bis zum; quand; pour quand; "
        "cuándo; action due date; action target date; target for implementation; phasing; "
        "indicative phasing; delivery phasing; delivery phase; when required; when needed"
    ),
    "original": (
        "original date; original due date; original deadline; original target date; "
        "baseline finish; baseline date; previous date; old date; original timescale; "
        "original completion date; original target; original target completion date; "
        "original completion; initial date; initial deadline; initial target date; "
        "agreed date original; baseline end; baseline end date; baseline finish date; "
        "planned date original"
    ),
    "revised": (
        "revised date; revised due date; revised deadline; revised target date; new date; "
        "revised timescale; revised completion date; extended to; new deadline; revised; "
        "revised target; revised completion; revised target completion date; "
        "revised implementation date; updated date; updated deadline; updated target date; "
        "extended date; extension date; extended deadline; new target date; new due date; "
        "revised end date; revised finish; revised finish date"
    ),
    "lead": (
        "lead; leads; lead agency; lead agencies; lead partner; lead partners; lead officer; "
        "lead organisation; owner; owners; action owner; responsible; responsibility; "
        "responsible officer; responsible agency; squad; who; by whom; who by; accountable; agency; "
        "agencies; led by; lead body; sro; lead person; delivery lead; delivered by; "
        "organisation; implementing body; implementing agency; lead implementing agency; "
        "implementer; implementers; responsible party; responsible parties; assignee; "
        "assigned to; members; resource names; lead department; department; lead organization; "
        "lead implementer; responsible organisation; responsible person; task owner; "
        "person responsible; lead role; assigned; resource; responsable; responsables; pilote; "
        "porteur; chef de file; entidad responsable; responsable institucional; verantwortlich; "
        "verantwortliche; zuständig; zuständigkeit; federführung; personnel; staff responsible; "
        "staff; organiser; organizer; organised by; publisher; release manager; "
        "category manager; contract manager; project manager; programme manager; project lead; "
        "lead service; lead team; lead organisation s; lead agency s; lead entity; "
        "lead institution; lead ministry; lead department s; lead directorate; "
        "lead officer service; lead officer s; lead member; responsible officers; "
        "responsible officer s; responsible person s; responsible entity; responsible entities; "
        "responsible institution; responsible institutions; responsible organisations; "
        "responsible organization; responsible team; responsible department; responsible unit; "
        "responsible office; responsible lead; responsible agencies; responsible ministry; "
        "implementing entity; implementing entities; implementing institution; "
        "implementing partner; implementing partners; implementing organisation; "
        "implementing agencies; implementing agency s; institution responsible; institution; "
        "lead beneficiary; short name of lead participant; lead participant; lead partner s; "
        "who will lead; who will do it; who will deliver; who leads; who is responsible; "
        "who is leading; who s responsible; who will be responsible; who will take this forward; "
        "by who; action by; actioned by; action for; actionee; action holder; owner s; owned by; "
        "task lead; action lead; delivery owner; delivery partner; accountable officer; "
        "accountable lead; accountable person; executive lead; executive sponsor; director; "
        "sponsor; responsible director; senior responsible officer; senior responsible owner; "
        "officer; officers; officer responsible; officer lead; lead and partners; "
        "leads and partners; lead s; lead role s; assigned to name; assignees; assignee s; "
        "assigned owner; assignee name; accountability; rap lead; champion; host; contact; "
        "contact person; directorate; service; service area; team; pilote de l action; pilotes; "
        "porteur de projet; porteurs; porteur du projet; maître d ouvrage; structure porteuse; "
        "structure pilote; responsable de l action; référent; institución responsable; "
        "instituciones responsables; entidad; entidades responsables; área responsable; "
        "unidad responsable; responsable principal; federführend; verantwortlichkeit; "
        "verantwortung; verantwortliche stelle; verantwortliche person; zuständige stelle; "
        "träger; akteure; projektleitung; editor; editors; coordinator; facilitator; convenor; "
        "convener; who can lead; who does it; wer; wer macht es; wer ist zuständig; "
        "wer ist verantwortlich; qui; quién; quién es responsable; assign; action manager; "
        "risk owner; lead official; lead officials; officials; person; people responsible; "
        "nominated lead; nominated officer; lead councillor; lead councillors; lead and partner; "
        "councillor; portfolio holder; cabinet member; lead and key partners; "
        "lead partner and partners; partners lead first; partners lead in bold; partners lead in capitals"
    ),
    "pathway": (
        "pathway; pathways; theme; themes; workstream; work stream; strand; work area; "
        "policy area; thematic area; pathway area; thème; tema; thema; thematic priority; "
        "cross cutting theme; topic area; subject area; domain area"
    ),
    "quarter": (
        "q1; q2; q3; q4; quarter 1; quarter 2; quarter 3; quarter 4; qtr 1; qtr 2; qtr 3; qtr 4"
    ),
    "done": (
        "date completed; completed; completed on; completed date; actual date; "
        "actual completion date; actual completion; actual end; actual end date; actual finish; "
        "date achieved; date done; done on; closed; date closed; closed on; resolved; "
        "completed at; done; achieved; date of completion; shipped; date delivered; delivered; "
        "delivered on; finished; finished on; date de réalisation; fecha de cumplimiento; "
        "erledigt am; actual release; actual release date; actual delivery date; "
        "actual delivery; actual completed date; date of actual completion; complete date; "
        "implemented on; implementation completed; date implemented; date closed out; "
        "due complete; completed at date; date de fin réelle; date réelle; terminé; terminé le; "
        "réalisé; réalisé le; achevé; fecha de término real; fecha real; "
        "fecha de finalización real; fecha real de término; terminado; se terminó; cumplido; "
        "erledigt; abgeschlossen; abgeschlossen am; fertig; fertiggestellt; fertiggestellt am; "
        "ist ende; tatsächliches ende"
    ),
    "started": (
        "actual start; actual start date; started; started on; date started; start actual; "
        "date de début réelle; début réel; fecha de inicio real; inicio real; ist beginn; "
        "tatsächlicher beginn; begonnen am"
    ),
    "expected": (
        "forecast; forecast date; expected; expected date; now expected; forecast completion; "
        "forecast finish; current forecast; latest forecast; forecast completion date"
    ),
    "status": (
        "status; rag; rag status; state; current status; task status; action status; "
        "progress status; completion status; rag rating; brag; brag status; statut; état; "
        "état d avancement; estado; stand; is complete; complete; complete y n; completed y n; "
        "status of implementation; implementation status; delivery status; progress rag; "
        "rag update; b rag; blue red amber green; on track; column; board status; "
        "complete or not; fortschrittsstatus; estado de avance; situation; estatus; situación; "
        "ampel; semáforo; estado de cumplimiento; estado actual; nivel de cumplimiento; "
        "bearbeitungsstand; due complete y n"
    ),
    "percent": (
        "complete percent; completion percent; done percent; work complete percent; "
        "percent complete; percent done; percentage complete; progress percent; "
        "percent work complete; percentage completed; percent completed; percent progress; "
        "avance percent; avancement percent; percent d avancement; taux d avancement; "
        "taux de réalisation; porcentaje de avance; porcentaje de cumplimiento; "
        "fertigstellungsgrad; fertig percent; fortschritt percent; erledigt percent"
    ),
    "update": (
        "update; updates; progress; progress update; progress updates; latest update; "
        "progress to date; progress made; latest progress; progress report; progress so far; "
        "status update; commentary; current position; position; progress notes; "
        "progress and comments; avancement; avance; avances; fortschritt; sachstand; "
        "umsetzungsstand; achievements; status progress; update on progress; "
        "progress since last report; progress since last meeting; progress comments; "
        "update comments; quarterly update; update and evidence; progress commentary; "
        "current status update; action taken; actions taken; outcome to date; officer update; "
        "latest position; progress in quarter; status comments; "
        "état d avancement et commentaires; estado actual y comentarios; bilan"
    ),
    "other": OTHER_HEADINGS,
}
# A date of completion is a deadline if the table has no other, else it says what happened.
COMPLETION_PHRASES = frozenset({"completion date", "completion", "date of completion"})
YEAR_HEADINGS = frozenset({"year", "fy", "financial year", "relevant fy"})
# From the coarser to the finer, for two columns that differ equally often.
_LEVELS = (
    (
        "objective objectives commitment commitments recommendation recommendations project objectif "
        "achieve description want"
    ),
    "action actions activity activities title item name summary",
    (
        "detail details task tasks deliverable deliverables step steps milestone milestones livrable livrables subtask "
        "sub do étape étapes"
    ),
)
_DESCRIPTIONS = frozenset({"description", "action description", "task description"})
_NOT_A_WORD = re.compile(r"[^\w%°]+")


def _without_accents(text: str) -> str:
    """Return a text without accents: capitals often lack them, as in Etapes."""
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _role_of_each_phrase() -> dict[str, ColumnRole]:
    roles: dict[str, ColumnRole] = {}
    for role, phrases in _PHRASES_OF_ROLES.items():
        for phrase in phrases.split(";"):
            roles[_without_accents(" ".join(phrase.split()))] = role
    return roles


ROLE_OF_PHRASE = _role_of_each_phrase()


def plain_heading(text: str) -> str:
    """Return the words of a heading as the phrases have them: in lower case, without accents."""
    return plain_words(_without_accents(text))


def plain_words(text: str) -> str:
    """Return the words of a text in lower case, one space between two, "%" as a word after them."""
    spaced = text.casefold().replace("&", " and ").replace("ß", "ss")
    words = _NOT_A_WORD.sub(" ", spaced).replace("_", " ")
    if "%" in words:
        words = f"{words.replace('%', ' ')} percent"
    return " ".join(words.split())


def is_description(heading: str) -> bool:
    """Return whether a heading names a column of text that explains another."""
    return plain_words(heading) in _DESCRIPTIONS


def level_of_heading(heading: str) -> int:
    """Return how fine the things under a heading usually are, from 0; 1 if it is not known."""
    words = plain_words(heading).split()
    for level, names in enumerate(_LEVELS):
        if not set(words).isdisjoint(names.split()):
            return level
    return 1
