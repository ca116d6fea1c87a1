"""Arabic."""

from types import MappingProxyType

from translations.editions.base import Contribution
from translations.editions.wordings.base import Wording
from translations.model import State

WORDING = Wording(
    language="ar",
    draft="مسوّدة ليست للنشر",
    untranslated="غير مترجَم",
    preface="تمهيد",
    credits="عن هذه الطبعة",
    original="الأصل",
    date="التاريخ",
    disputed="عن كلمات مختلَف عليها",
    disputed_lead="كيف تنقل هذه الطبعة الكلمات المختلَف عليها.",
    elsewhere="في طبعات أخرى",
    sources="المصادر",
    notes="ملاحظات الترجمة",
    note="ملاحظة",
    note_ending="(ملاحظة\N{NO-BREAK SPACE}الترجمة)",
    back="العودة إلى النص",
    about_translation="عن الترجمة",
    waivers="الاستثناءات",
    waivers_lead="أين تخرج هذه الطبعة عن قواعدها، ولماذا.",
    versions="إصدارات هذه الطبعة",
    version="الإصدار",
    before="سابقًا",
    now="الآن",
    contents="المحتويات",
    cover="الغلاف",
    abstract="الملخّص",
    publisher="الناشر",
    licence="الرخصة",
    rights="الحقوق",
    languages="بلغات أخرى",
    editions="الطبعات",
    comparison="مقارنة الترجمات",
    contested="كلمة مختلَف عليها",
    made="كيف أُعدّت هذه الطبعة",
    source_version="إصدار الأصل",
    glossary="المسرد",
    revision="المراجعة",
    policy="قواعد التحرير",
    states="المقاطع بحسب الحالة",
    checks="الفحوص",
    software="البرنامج",
    overrides="نُشر على الرغم من",
    signature="التوقيع",
    formats="بصيغ أخرى",
    withdrawn="سُحب هذا المنشور.",
    accessibility=(
        "النص مرتب بحسب تسلسل القراءة، بعناوين وجدول محتويات ولغات محددة وملاحظات تُفتح عند "
        "موضع الإحالة إليها."
    ),
    contributions=MappingProxyType(
        {
            Contribution.AUTHOR: "النص",
            Contribution.INTERVIEWEE: "الأجوبة",
            Contribution.INTERVIEWER: "الأسئلة",
            Contribution.INTRODUCTION: "المقدمة",
            Contribution.TRANSLATOR: "الترجمة",
            Contribution.REVIEWER: "مراجعة الترجمة",
            Contribution.EDITOR: "التحرير",
            Contribution.ILLUSTRATOR: "الرسوم",
            Contribution.COVER_DESIGNER: "الغلاف",
            Contribution.CONTRIBUTOR: "المشاركة",
        }
    ),
    state_names=MappingProxyType(
        {
            State.INITIAL: "غير مكتمل",
            State.TRANSLATED: "مترجَم",
            State.REVIEWED: "مراجَع",
            State.FINAL: "نهائي",
        }
    ),
)
