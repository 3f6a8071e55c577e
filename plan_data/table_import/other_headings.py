"""The words that head columns which a plan has no place for: cost, risk, notes and the like."""

OTHER_HEADINGS = (
    "comments; comment; notes; note; cost; costs; budget; resources; funding; risk; risks; "
    "partners; supporting partners; other partners; support; created; created date; "
    "created at; created by; created on; date created; date raised; raised; raised by; "
    "date opened; opened; date added; added; date logged; logged; updated; last updated; "
    "last update; date updated; modified; last modified; last activity date; "
    "date identified; date agreed; date of meeting; meeting date; reporter; issue type; "
    "labels; tags; duration; predecessors; task mode; outline level; late; is recurring; "
    "completed by; checklist items; completed checklist items; card url; card description; "
    "review date; next review; last review; date of last update; last reviewed; reviewed; report date; audit date; effort; "
    "next steps; link; url; dependencies; approved; date approved; date reported; watchers; "
    "estimated cost; observations; kosten; coût; coûts; costo; costes; bemerkungen; "
    "commentaires; observaciones; version; est hours; days; management response; response; "
    "agreed; finding; findings; issue found; rationale; background; why; "
    "why is this important; where; location; venue; priority level; priority rating; "
    "urgency; importance; carbon impact; impact level; cost level; estimated costs; "
    "indicative cost; approximate cost; cost estimate; how much; how much will it cost; "
    "resource implications; resources required; resources needed; resources cost; "
    "financial implications; funding source; source of funding; source of funds; "
    "funding sources; budget code; budget usd; total cost; total; value; estimated value; "
    "contract value; spend; grant; type; deliverable type; dissemination level; "
    "dissemination; nature; format; licence; license; page; page no; page number; pages; "
    "priority high medium low; high medium low; h m l; priority h m l; probability; "
    "likelihood; mitigation; consulted; informed; consultees; supporting; supported by; "
    "support team; supporting agencies; supporting organisations; supporting partner; "
    "key partners; partner; partner organisations; partner agencies; other actors; "
    "other actors involved; other stakeholders; stakeholders; stakeholders involved; "
    "involved; partenaires; partenaire; partenaires associés; public cible; territoire; "
    "moyens; financement; financeurs; socios; aliados; otros actores; presupuesto; recursos; "
    "partner beteiligte; beteiligte; mitwirkende; weitere beteiligte; finanzierung; "
    "priorität; aufwand; anmerkungen; hinweise; attachments; parent; parent task; parent id; "
    "assignee email; projects; project key; sprint; story points; time estimate; time spent; "
    "time tracked; repository; link to document; links; email; phone; archived; board name; "
    "board id; list id; member ids; resolution; fix version; fix versions; "
    "affects version s; environment; monitoring who when; monitoring; monitored by; "
    "governance; reporting to; committee; links to other plans; link to strategy; "
    "strategic link; ogp values; sdg; sdgs; lessons; lessons learned; issues; barriers; "
    "risks and issues; bucket id; created time; last edited time; last edited; "
    "exclusion draft; draft state; adopted draft; procurement route; equality impact; "
    "equalities; risk description; risk title; risk name; problem; challenge; need; needs; "
    "what do we want; how; who can help; help; residual score; inherent score; "
    "current score; score; support needed; wie; warum; pourquoi; comment faire; por qué; "
    "cómo; consequence; cause; accepted; accepted partially accepted rejected; "
    "accepted rejected; acceptance; assumptions; mitigations; controls; existing controls; "
    "inputs; resource needed; unit; units; quantity; qty; unit cost; currency"
)

# What says little of a column inside a longer heading.
WEAK_WORDS = frozenset(
    [
        "need",
        "needs",
        "help",
        "unit",
        "units",
        "value",
        "type",
        "nature",
        "format",
        "page",
        "pages",
        "total",
        "agreed",
        "approved",
        "grant",
        "person",
        "group",
        "heading",
        "team",
        "service",
        "host",
        "contact",
        "was",
        "stand",
    ]
)
# Columns of words that are progress if the table has any other progress.
COMMENT_PHRASES = frozenset(
    [
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
    ]
)
# What names a lead only where no other column does.
VAGUE_LEADS = frozenset(
    [
        "resource",
        "department",
        "service",
        "directorate",
        "team",
        "squad",
        "contact",
        "staff",
        "organisation",
        "agency",
        "institution",
        "sponsor",
        "host",
        "officials",
        "members",
        "champion",
    ]
)
# What says how far an item has got if another column names the items.
STATES_OF_ITEMS = frozenset(["stage", "current stage", "key stage", "phase", "current phase"])
