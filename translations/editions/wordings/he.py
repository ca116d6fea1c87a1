"""Hebrew."""

from types import MappingProxyType

from translations.editions.base import Contribution
from translations.editions.wordings.base import Wording
from translations.model import State

WORDING = Wording(
    language="he",
    draft="טיוטה, לא לפרסום",
    untranslated="לא תורגם",
    preface="הקדמה",
    credits="על המהדורה",
    original="מקור",
    date="תאריך",
    disputed="על מילים שנויות במחלוקת",
    disputed_lead="כך מתורגמות במהדורה זו מילים שנויות במחלוקת.",
    elsewhere="במהדורות אחרות",
    sources="מקורות",
    notes="הערות התרגום",
    note="הערה",
    note_ending="(הערת\N{NO-BREAK SPACE}תרגום)",
    back="חזרה לטקסט",
    about_translation="על התרגום",
    waivers="חריגים",
    waivers_lead="היכן סוטה מהדורה זו מכלליה, ומדוע.",
    versions="גרסאות המהדורה",
    version="גרסה",
    before="קודם",
    now="עכשיו",
    contents="תוכן העניינים",
    cover="כריכה",
    abstract="תקציר",
    publisher="הוצאה לאור",
    licence="רישיון",
    rights="זכויות",
    languages="בשפות אחרות",
    editions="מהדורות",
    comparison="השוואת תרגומים",
    contested="מילה שנויה במחלוקת",
    made="כיצד הוכנה מהדורה זו",
    source_version="גרסת המקור",
    glossary="מילון מונחים",
    revision="גרסת המילון",
    policy="כללי הסגנון",
    states="מקטעים לפי מצב",
    checks="בדיקות",
    software="תוכנה",
    overrides="פורסם על אף",
    signature="חתימה",
    formats="בתבניות אחרות",
    withdrawn="פרסום זה הוסר.",
    accessibility=(
        "הטקסט ערוך לפי סדר הקריאה, עם כותרות, תוכן עניינים, סימון שפות והערות הנפתחות במקום "
        "שבו הן מסומנות."
    ),
    contributions=MappingProxyType(
        {
            Contribution.AUTHOR: "טקסט",
            Contribution.INTERVIEWEE: "תשובות",
            Contribution.INTERVIEWER: "שאלות",
            Contribution.INTRODUCTION: "מבוא",
            Contribution.TRANSLATOR: "תרגום",
            Contribution.REVIEWER: "בדיקת התרגום",
            Contribution.EDITOR: "עריכה",
            Contribution.ILLUSTRATOR: "איורים",
            Contribution.COVER_DESIGNER: "כריכה",
            Contribution.CONTRIBUTOR: "בהשתתפות",
        }
    ),
    state_names=MappingProxyType(
        {
            State.INITIAL: "לא גמור",
            State.TRANSLATED: "תורגם",
            State.REVIEWED: "נבדק",
            State.FINAL: "סופי",
        }
    ),
)
