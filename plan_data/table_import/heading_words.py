"""The words that head the columns of plans and trackers, by what such a column holds."""

import re
from typing import Literal

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
        "réf; référence; número; nummer; lfd nr"
    ),
    "priority": (
        "priority; priorities; key priority; strategic priority; goal; goals; strategic goal; "
        "aim; aims; strategic aim; strategic objective; strategic objectives; priority area; "
        "outcome area; pillar; pillars; focus area; focus areas; area; areas; key area; "
        "area of focus; action area; area for action; areas for action; domain; chapter; bucket; "
        "bucket name; list name; list; section; section column; epic; epic name; phase; programme; "
        "program; axe; axe stratégique; axes; priorité; domaine; eje; eje estratégico; prioridad; "
        "ámbito; handlungsfeld; schwerpunkt; bereich; ziel; component; components; work package"
    ),
    "objective": (
        "objective; objectives; action; actions; key action; key actions; activity; activities; "
        "task; tasks; deliverable; deliverables; key deliverable; key deliverables; commitment; commitments; what we will do; "
        "what will we do; what; description; project; initiative; intervention; proposed action; "
        "action required; action to be taken; recommendation; title; item; items; task name; "
        "name; summary; card name; subject; action item; action point; action title; "
        "commitment title; project name; sub action; sub task; subtask; specific action; "
        "specific actions; recommendations; work item; feature; release; publication; action "
        "description; task description; what needs to be done; what we are going to do; step; "
        "mesure; actions à mener; livrable; livrables; objectif; objectifs; tâche; intitulé; "
        "engagement; acción; acciones; actividad; actividades; tarea; compromiso; objetivo; "
        "objetivos; entregable; massnahme; massnahmen; aufgabe; aufgaben; tätigkeit; aktivität"
    ),
    "measure": (
        "measure; measures; measure of success; measures of success; success measure; "
        "success measures; success criteria; outcome; outcomes; output; "
        "outputs; indicator; indicators; kpi; kpis; performance measure; performance indicator; "
        "how we will know; how will we know; evidence; impact; what success looks like; "
        "expected outcome; intended outcome; measured by; result; results; expected outputs; "
        "how will we measure success; indicateur; indicateurs; résultat; résultats; résultats "
        "attendus; indicador; indicadores; resultado; resultados; indikator; indikatoren; ergebnis"
    ),
    "target": "target; targets; annual target; year end target; target value; cible; meta; zielwert",
    "baseline": (
        "baseline; baselines; base line; baseline figure; baseline position; current performance; "
        "starting position; outturn"
    ),
    "milestone": (
        "milestone; milestones; key milestone; key milestones; steps; milestone activity; "
        "milestone title; jalon; jalons; hito; hitos; meilenstein; meilensteine"
    ),
    "start": (
        "start; start date; begins; commencement; commencement date; from; begin; begin date; "
        "planned start; planned start date; timeline start; start by; starts; date from; début; date de début; inicio; fecha de "
        "inicio; beginn; anfang; startdatum; von"
    ),
    "timescale": (
        "timescale; timescales; timescales and milestones; timescale and milestones; by when; "
        "when; date; dates; due; due date; due by; deadline; deadlines; target date; "
        "completion date; timing; timeframe; time frame; timeline; time; end; end date; finish; "
        "finish date; complete by; to be completed by; completion; schedule; delivery date; "
        "date due; target completion date; period; timetable; in service; in service date; "
        "relevant fy; fy; year; financial year; planned completion; planned finish; planned end; planned "
        "end date; planned finish date; timeline end; target end date; "
        "planned date; target finish; target completion; target timescale; expected completion "
        "date; expected completion; estimated completion date; anticipated completion date; "
        "implementation date; delivery; deliver by; target quarter; quarter; due quarter; "
        "release date; publication date; timelines; time line; to; date to; until; milestone date; "
        "échéance; échéances; calendrier; date limite; date de fin; fin; délai; plazo; plazos; "
        "fecha; fecha límite; fecha de fin; calendario; termin; frist; fristen; fällig; fällig am; "
        "zeitplan; zeitraum; bis; bis wann; enddatum; umsetzung bis; date prévue"
    ),
    "original": (
        "original date; original due date; original deadline; original target date; baseline "
        "finish; baseline date; previous date; old date; original timescale; original completion "
        "date"
    ),
    "revised": (
        "revised date; revised due date; revised deadline; revised target date; new date; "
        "revised timescale; revised completion date; extended to; new deadline; revised"
    ),
    "lead": (
        "lead; leads; lead agency; lead agencies; lead partner; lead partners; lead officer; "
        "lead organisation; owner; owners; action owner; responsible; responsibility; "
        "responsible officer; responsible agency; who; by whom; who by; accountable; agency; "
        "agencies; led by; lead body; sro; lead person; delivery lead; delivered by; "
        "organisation; implementing body; implementing agency; lead implementing agency; implementer; implementers; responsible party; responsible parties; "
        "assignee; assigned to; members; resource names; lead department; department; lead "
        "organization; lead implementer; responsible organisation; responsible person; "
        "task owner; person responsible; lead role; assigned; resource; responsable; "
        "responsables; pilote; porteur; chef de file; entidad responsable; responsable "
        "institucional; verantwortlich; verantwortliche; zuständig; zuständigkeit; federführung"
    ),
    "pathway": (
        "pathway; pathways; theme; themes; workstream; work stream; strand; work area; "
        "policy area; thematic area; pathway area; thème; tema; thema"
    ),
    "quarter": (
        "q1; q2; q3; q4; quarter 1; quarter 2; quarter 3; quarter 4; qtr 1; qtr 2; qtr 3; qtr 4"
    ),
    "done": (
        "date completed; completed; completed on; completed date; actual date; actual completion "
        "date; actual completion; actual end; actual end date; actual finish; date achieved; date "
        "done; done on; closed; date closed; closed on; resolved; completed at; done; achieved; "
        "date of completion; shipped; date delivered; delivered; delivered on; finished; "
        "finished on; due complete; completed at date; date de réalisation; date de fin réelle; date réelle; terminé; "
        "terminé le; réalisé; réalisé le; achevé; fecha de cumplimiento; fecha de término real; "
        "fecha real; fecha de finalización real; fecha real de término; terminado; se terminó; "
        "cumplido; erledigt; erledigt am; abgeschlossen; abgeschlossen am; fertig; fertiggestellt; "
        "fertiggestellt am; ist ende; tatsächliches ende"
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
        "progress status; completion status; rag rating; brag; brag status; statut; état; état d avancement; estado; "
        "stand; is complete; complete; complete y n; completed y n; estatus; situación; situation; "
        "ampel; semáforo; estado de cumplimiento; estado actual; nivel de cumplimiento; "
        "bearbeitungsstand; due complete y n"
    ),
    "percent": (
        "complete percent; completion percent; done percent; work complete percent; percent complete; percent done; percentage complete; progress percent; "
        "percent work complete; percentage completed; percent completed; percent progress; avance percent; "
        "avancement percent; percent d avancement; taux d avancement; taux de réalisation; "
        "porcentaje de avance; porcentaje de cumplimiento; fertigstellungsgrad; fertig percent; "
        "fortschritt percent; erledigt percent"
    ),
    "update": (
        "update; updates; progress; progress update; progress updates; latest update; progress to "
        "date; progress made; latest progress; progress report; progress so far; status update; "
        "commentary; current position; position; progress notes; progress and comments; "
        "avancement; avance; avances; fortschritt; sachstand; umsetzungsstand; achievements"
    ),
    "other": (
        "comments; comment; notes; note; cost; costs; "
        "budget; resources; funding; risk; risks; partners; supporting partners; other partners; "
        "support; created; created date; created at; created by; created on; date created; "
        "date raised; raised; raised by; date opened; opened; date added; added; date logged; "
        "logged; updated; last updated; last update; date updated; modified; last modified; "
        "last activity date; date identified; date agreed; date of meeting; meeting date; "
        "reporter; issue type; labels; tags; duration; predecessors; task mode; outline level; "
        "late; is recurring; completed by; checklist items; completed checklist items; card url; "
        "card description; review date; next review; last review; date of last update; last reviewed; effort; "
        "next steps; link; url; dependencies; approved; date approved; date reported; watchers; "
        "estimated cost; observations; kosten; coût; coûts; costo; costes; bemerkungen; "
        "commentaires; observaciones; version; est hours; days"
    ),
}
# Columns of words that are progress if the table has any other progress.
COMMENT_PHRASES = frozenset(
    {
        "comment",
        "comments",
        "note",
        "notes",
        "next steps",
        "observations",
        "commentaires",
        "commentaire",
        "observaciones",
        "comentarios",
        "bemerkungen",
        "bemerkung",
        "kommentar",
    }
)
# A date of completion is a deadline if the table has no other, else it says what happened.
COMPLETION_PHRASES = frozenset({"completion date", "completion", "date of completion"})
YEAR_HEADINGS = frozenset({"year", "fy", "financial year", "relevant fy"})
# From the coarser to the finer, for two columns that differ equally often.
_LEVELS = (
    "objective objectives commitment commitments recommendation recommendations project objectif",
    "action actions activity activities title item name summary",
    "task tasks deliverable deliverables step milestone milestones livrable livrables subtask",
)
_DESCRIPTIONS = frozenset({"description", "action description", "task description"})
_NOT_A_WORD = re.compile(r"[^\w%°]+")


def _role_of_each_phrase() -> dict[str, ColumnRole]:
    roles: dict[str, ColumnRole] = {}
    for role, phrases in _PHRASES_OF_ROLES.items():
        for phrase in phrases.split(";"):
            roles[" ".join(phrase.split())] = role
    return roles


ROLE_OF_PHRASE = _role_of_each_phrase()


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
