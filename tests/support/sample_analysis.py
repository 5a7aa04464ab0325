"""Two analyses made by hand, Arabic and English, and a hostile one: what the reports are tested on.

Every outlet, place and person is invented. Spans are found by the words they cover.
"""

from __future__ import annotations

from msgspec import structs

from takhrij.model import (
    Analysis,
    Article,
    Attribution,
    Chain,
    Change,
    Comment,
    DateMention,
    Engine,
    Entity,
    Evidence,
    Furniture,
    Link,
    Original,
    Passage,
    ReadState,
    Republication,
    Searched,
    Sentence,
    SourceRef,
    Span,
    Verdict,
    Warn,
)
from takhrij.stats import count

AR_TITLE = "«بريد الميناء»: المحققون يشتبهون في تلاعب بسجلات مصنع الأسمدة في النويرة"
AR_PARAGRAPHS = (
    "نشرت صحيفة «بريد الميناء» في 16 تشرين الأول تحقيقا عن حريق مصنع الأسمدة في مدينة النويرة. "
    "وقد التهم الحريق 14 مستودعا وقتل فيه سبعة عمال، وهو أسوأ حادث صناعي عرفته البلاد منذ نصف قرن.",
    "ونقلت الصحيفة عن مصدر مقرب من التحقيق قوله إن المحققين يشتبهون في أن «سجلات السلامة عُدّلت بعد الحريق بيومين»، "
    "وإن ثلاثة موظفين أُوقفوا على ذمة القضية.",
    "وقال العقيد رياض السنجق، المتحدث باسم الدفاع المدني: «وصلنا بعد تسع دقائق.\nكانت الأبواب الخلفية مقفلة، ولم نجد مفاتيح». "
    "وأضاف أن فرقه ربما أخطأت حين دخلت من الجهة الشرقية.",
    "أما شركة «بلور الساحل» (Crystal Coast) المالكة للمصنع فنفت أن تكون قد أخفت أي وثيقة، "
    "واتهمت النقابة بأنها «تزعم ما لا دليل عليه».",
    "وقيل إن تقريرا داخليا كُتب عام 2014 حذّر من «صمامات بالية». ولم يتسن التحقق من وجود التقرير. "
    "وطالبت نقيبة العمال ليلى برّاق بنشره كاملا، وتساءلت لماذا لم يُسأل عنه أحد.",
    "ويُتوقع أن تصدر لجنة التحقيق نتائجها في ربيع الأول 1441 هـ. وكانت المدينة قد شهدت حريقا مماثلا في الثمانينيات.",
    "نُشرت هذه المادة أولا في «بريد الميناء» بتاريخ 17 أكتوبر 2019، وترجمها عن الإنجليزية سامر الحجّار.",
)

EN_TITLE = "Investigators suspect records were changed at Norwick mill, ‘The Harbour Post’ says"
EN_PARAGRAPHS = (
    "The fire at the Norwick paper mill killed 7 people and was the worst in the region for fifty years. "
    "The company had ignored at least three warnings.",
    "The Harbour Post, citing a source close to the inquiry, reported on 16 October that investigators suspect that "
    "“the safety records were altered two days after the fire”.",
    "“We got there in nine minutes,” said Colonel Mira Holt, a spokeswoman for the fire service. “The back doors were locked, "
    "and nobody had a key.” She added that her crews had perhaps been wrong to go in from the east.",
    "Crystal Coast Holdings, which owns the mill, denied that it had hidden any document. It accused the union of “claiming "
    "what it cannot show”.",
    "It was said that an internal report of 2014 had warned of worn valves. The union's president, Edda Marsh, demanded that it be "
    "published in full.",
)


def at(text: str, words: str, nth: int = 0) -> Span:
    """The span of the nth occurrence of some words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def _joined(paragraphs: tuple[str, ...]) -> tuple[str, tuple[Span, ...]]:
    spans, start = [], 0
    for p in paragraphs:
        spans.append(Span(start, start + len(p)))
        start += len(p) + 2
    return "\n\n".join(paragraphs), tuple(spans)


def _sentences(text: str, rows: list[tuple[str, str, float, tuple[str, ...]]]) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(span=Span(at(text, first).start, at(text, last).end), voice=voice, checkable=need, reasons=reasons)  # type: ignore[arg-type]
        for first, last, voice, need, reasons in ((*r[0].split(" … "), *r[1:]) for r in rows)
    )


def arabic() -> Analysis:
    """An Arabic article with a chain of four links, an impersonal source, comments, warnings and two clocks."""
    text, paragraphs = _joined(AR_PARAGRAPHS)

    def s(words: str, nth: int = 0) -> Span:
        return at(text, words, nth)

    article = Article(
        id="ar-sample",
        url="https://annahr.example/2019/10/18/fire?a=1&b=2",
        canonical_url="https://annahr.example/fire",
        title=AR_TITLE,
        bylines=("سامر الحجّار",),
        outlet="النهر",
        outlet_id="x-annahr",
        published="2019-10-18T09:30:00+03:00",
        language="ar",
        direction="rtl",
        text=text,
        paragraphs=paragraphs,
        evidence={
            "title": (Evidence(origin="opengraph", value=AR_TITLE), Evidence(origin="h1", value=AR_TITLE)),
            "published": (
                Evidence(origin="json-ld", value="2019-10-18T09:30:00+03:00"),
                Evidence(origin="text", value="17 أكتوبر 2019", span=s("17 أكتوبر 2019")),
            ),
            "bylines": (Evidence(origin="meta", value="سامر الحجّار"),),
            "outlet": (Evidence(origin="host", value="annahr.example"),),
            "language": (Evidence(origin="letters", value="ar"),),
        },
        furniture=(
            Furniture(kind="menu", text="الرئيسية سياسة اقتصاد رياضة"),
            Furniture(kind="comment-form", text="اترك تعليقا لن يتم نشر عنوان بريدك الإلكتروني"),
        ),
        comments=(
            Comment(id="c1", author="قارئ من النويرة", date="2019-10-18", text="كنت هناك، والدخان غطى الميناء كله."),
            Comment(id="c2", author="هبة", date="2019-10-19T11:02:00", text="في أي ساعة بالضبط؟", parent="c1"),
            Comment(id="c3", author=None, date=None, text="شكرا على النقل.", parent=None),
        ),
        read=ReadState(status="degraded", reason="11 % of the letters of the page were lost by the first parser"),
    )
    post, source, who, colonel, company, union, head, report = (f"e{i}" for i in range(1, 9))
    entities = (
        Entity(id=post, kind="outlet", name="بريد الميناء", names={"en": "The Harbour Post"}, role="صحيفة",
               mentions=(s("صحيفة «بريد الميناء»"), s("الصحيفة"), s("بريد الميناء", 1)), outlet_id="x-harbour-post"),
        Entity(id=source, kind="anonymous", name="مصدر مقرب من التحقيق", mentions=(s("مصدر مقرب من التحقيق"),)),
        Entity(id=who, kind="group", name="المحققون", mentions=(s("المحققين"),)),
        Entity(id=colonel, kind="person", name="رياض السنجق", role="العقيد، المتحدث باسم الدفاع المدني",
               mentions=(s("العقيد رياض السنجق"),)),
        Entity(id=company, kind="organisation", name="شركة «بلور الساحل»", names={"en": "Crystal Coast"},
               mentions=(s("شركة «بلور الساحل»"),)),
        Entity(id=union, kind="organisation", name="النقابة", mentions=(s("النقابة"),)),
        Entity(id=head, kind="person", name="ليلى برّاق", role="نقيبة العمال", mentions=(s("نقيبة العمال ليلى برّاق"),)),
        Entity(id=report, kind="document", name="تقرير داخلي كُتب عام 2014 لم يُعرف من كتبه ولا لمن رُفع ولا أين حُفظ",
               mentions=(s("تقريرا داخليا"),)),
    )  # fmt: skip
    attributions = (
        Attribution(id="A1", type="mixed", content=(Span(s("المحققين").start, s("بيومين»").end), s("ثلاثة موظفين أُوقفوا على ذمة القضية")),
                    cue=(s("نقلت"), Span(s("عن مصدر").start, s("عن مصدر").start + 2), s("قوله")),
                    source=(s("مصدر مقرب من التحقيق"),), speaker=source, anonymous=True, source_class="anonymous",
                    confidence=0.91, rule="ar.chain.from"),
        Attribution(id="A2", type="mixed", content=(Span(s("سجلات السلامة").start, s("بيومين»").end - 1),), cue=(s("يشتبهون"),),
                    source=(s("المحققين"),), speaker=who, source_class="group", stance="alleges", parent="A1", confidence=0.83,
                    rule="ar.cue.suspect"),
        Attribution(id="A3", type="direct", content=(Span(s("وصلنا بعد").start, s("مفاتيح»").end - 1),), cue=(Span(s("وقال العقيد").start + 1, s("وقال العقيد").start + 4),),
                    source=(Span(s("العقيد رياض").start, s("الدفاع المدني").end),), speaker=colonel, confidence=0.97, rule="ar.cue.said.vso"),
        Attribution(id="A4", type="indirect", content=(Span(s("فرقه ربما").start, s("الجهة الشرقية").end),), cue=(Span(s("وأضاف").start + 1, s("وأضاف").end),),
                    source=(), speaker=colonel, speaker_from="inferred", hedges=(s("ربما"),), confidence=0.78, rule="ar.cue.added.elided"),
        Attribution(id="A5", type="indirect", content=(Span(s("أن تكون قد أخفت").start + 3, s("أي وثيقة").end),), cue=(s("نفت"),),
                    source=(s("شركة «بلور الساحل» (Crystal Coast) المالكة للمصنع"),), speaker=company, source_class="organisation",
                    stance="denies", confidence=0.88, rule="ar.cue.denied.svo"),
        Attribution(id="A6", type="mixed", content=(Span(s("النقابة").start, s("دليل عليه»").end),), cue=(s("اتهمت"),),
                    source=(), speaker=company, speaker_from="inferred", source_class="organisation", stance="alleges",
                    confidence=0.7, rule="ar.cue.accused"),
        Attribution(id="A7", type="direct", content=(Span(s("ما لا دليل").start, s("ما لا دليل عليه").end),), cue=(s("تزعم"),), source=(s("النقابة"),),
                    speaker=union, source_class="organisation", stance="alleges", hedges=(s("تزعم"),), parent="A6", confidence=0.66, rule="ar.cue.claims"),
        Attribution(id="A8", type="mixed", content=(Span(s("تقريرا داخليا").start, s("بالية»").end),), cue=(s("قيل"),), source=(),
                    source_class="impersonal", confidence=0.8, rule="ar.cue.passive"),
        Attribution(id="A9", type="direct", content=(Span(s("صمامات بالية").start, s("صمامات بالية").end),), cue=(s("حذّر"),), source=(s("تقريرا داخليا كُتب عام 2014"),),
                    speaker=report, source_class="document", parent="A8", confidence=0.74, rule="ar.cue.document"),
        Attribution(id="A10", type="indirect", content=(Span(s("نشره كاملا").start, s("نشره كاملا").end),), cue=(s("طالبت"),),
                    source=(s("نقيبة العمال ليلى برّاق"),), speaker=head, stance="demands", confidence=0.86, rule="ar.cue.demanded"),
        Attribution(id="A11", type="indirect", content=(s("لماذا لم يُسأل عنه أحد"),), cue=(s("تساءلت"),), source=(), speaker=head,
                    speaker_from="inferred", stance="asks", confidence=0.81, rule="ar.cue.asked"),
    )  # fmt: skip
    title = (
        Attribution(id="T1", type="indirect", content=(Span(AR_TITLE.index("المحققون"), len(AR_TITLE)),), cue=(Span(14, 15),),
                    source=(Span(0, 14),), speaker=post, source_class="outlet", confidence=0.9, rule="ar.layout.colon"),
        Attribution(id="T2", type="indirect", content=(Span(AR_TITLE.index("تلاعب"), len(AR_TITLE)),),
                    cue=(at(AR_TITLE, "يشتبهون"),), source=(at(AR_TITLE, "المحققون"),), speaker=who, source_class="group", stance="alleges",
                    parent="T1", confidence=0.8, rule="ar.cue.suspect"),
    )  # fmt: skip
    page = Link(entity=None, name="النهر", act="publishes", date="2019-10-18", rule="chain.page")
    origin = Link(
        entity=post, name="بريد الميناء", act="translates", date="2019-10-17", span=paragraphs[-1], rule="chain.note"
    )
    quotes = Link(
        entity=post, name="بريد الميناء", act="quotes", date="2019-10-16", span=s("الصحيفة"), rule="chain.cue"
    )
    leak = Link(
        entity=source, name="مصدر مقرب من التحقيق", act="says", span=s("مصدر مقرب من التحقيق"), rule="chain.cue"
    )
    suspect = Link(entity=who, name="المحققون", act="suspects", span=s("المحققين"), rule="chain.nesting")

    def to(entity: str, name: str, act: str) -> Link:
        return Link(entity=entity, name=name, act=act, rule="chain.cue")

    firm = "شركة «بلور الساحل»"
    chains = (
        Chain(attribution="A1", links=(page, origin, quotes, leak), flags=("anonymous-link", "hearsay-depth-3", "possible-shared-origin")),
        Chain(attribution="A2", links=(page, origin, quotes, leak, suspect), flags=("anonymous-link", "no-date", "hearsay-depth-4")),
        Chain(attribution="A3", links=(page, origin, to(colonel, "رياض السنجق", "says")), flags=("no-date",)),
        Chain(attribution="A4", links=(page, origin, to(colonel, "رياض السنجق", "says")), flags=("no-date",)),
        Chain(attribution="A5", links=(page, origin, to(company, firm, "denies")), flags=("no-locator",)),
        Chain(attribution="A6", links=(page, origin, to(company, firm, "accuses"))),
        Chain(attribution="A7", links=(page, origin, to(company, firm, "accuses"), to(union, "النقابة", "alleges"))),
        Chain(attribution="A8", links=(page, origin, Link(entity=None, name="قيل", act="says", rule="chain.impersonal")),
              flags=("anonymous-link", "possible-shared-origin")),
        Chain(attribution="A9", links=(page, origin, Link(entity=None, name="قيل", act="says", rule="chain.impersonal"),
              to(report, entities[7].name, "warns")), flags=("no-locator",)),
        Chain(attribution="A10", links=(page, origin, to(head, "ليلى برّاق", "demands"))),
        Chain(attribution="A11", links=(page, origin, to(head, "ليلى برّاق", "asks"))),
        Chain(attribution="T1", links=(page, to(post, "بريد الميناء", "says"))),
        Chain(attribution="T2", links=(page, to(post, "بريد الميناء", "says"), suspect)),
    )  # fmt: skip
    dates = (
        DateMention(span=s("16 تشرين الأول"), value="2019-10-16", precision="day", stated=False,
                    original=Original(calendar="levantine", value="16 تشرين الأول"), anchor="2019-10-18", clock="report", rule="date.day-month"),
        DateMention(span=s("عام 2014"), value="2014", precision="year", original=Original(calendar="gregorian", value="عام 2014"),
                    clock="event", rule="date.year"),
        DateMention(span=s("ربيع الأول 1441 هـ"), value="2019-10-29/2019-11-27", precision="interval",
                    original=Original(calendar="hijri", value="ربيع الأول 1441"), clock="event", rule="date.hijri"),
        DateMention(span=s("الثمانينيات"), value="198X", precision="decade", stated=False,
                    original=Original(calendar="gregorian", value="الثمانينيات"), clock="event", rule="date.decade"),
        DateMention(span=s("17 أكتوبر 2019"), value="2019-10-17", precision="day",
                    original=Original(calendar="gregorian", value="17 أكتوبر 2019"), clock="report", rule="date.full"),
    )  # fmt: skip
    sentences = _sentences(
        text,
        [
            ("نشرت صحيفة … مدينة النويرة.", "own", 0.35, ("named-actor", "date")),
            ("وقد التهم … نصف قرن.", "own", 0.92, ("number", "superlative", "event")),
            ("ونقلت الصحيفة … ذمة القضية.", "mixed", 0.0, ()),
            ("وقال العقيد … مفاتيح».", "attributed", 0.0, ()),
            ("وأضاف أن … الجهة الشرقية.", "attributed", 0.0, ()),
            ("أما شركة … دليل عليه».", "mixed", 0.0, ()),
            ("وقيل إن … بالية».", "attributed", 0.0, ()),
            ("ولم يتسن … التقرير.", "own", 0.41, ("event",)),
            ("وطالبت نقيبة … عنه أحد.", "attributed", 0.0, ()),
            ("ويُتوقع أن … 1441 هـ.", "own", 0.3, ("date",)),
            ("وكانت المدينة … الثمانينيات.", "own", 0.57, ("event", "comparison")),
        ],
    )
    return Analysis(
        article=article,
        republication=(
            Republication(
                kind="first-published",
                outlet=post,
                name="بريد الميناء",
                date="2019-10-17",
                span=paragraphs[-1],
                rule="ar.note.first",
            ),
            Republication(
                kind="translated",
                outlet=post,
                name="بريد الميناء",
                by="سامر الحجّار",
                language="en",
                span=paragraphs[-1],
                rule="ar.note.translated",
            ),
        ),
        attributions=attributions,
        title_attributions=title,
        entities=entities,
        dates=dates,
        chains=chains,
        sentences=sentences,
        warnings=(
            Warn(
                code="date-conflict",
                message="the page says 2019-10-18, a note says 2019-10-17",
                span=s("17 أكتوبر 2019"),
            ),
            Warn(code="text-lost", message="a second parser took over after 11 % of the letters were lost"),
        ),
        stats=count(text, attributions, chains, sentences),
        engine=Engine(version="0.1.0", packs={"ar": "1"}),
    )


def english() -> Analysis:
    """An English article, with verdicts."""
    text, paragraphs = _joined(EN_PARAGRAPHS)

    def s(words: str, nth: int = 0) -> Span:
        return at(text, words, nth)

    article = Article(
        id="en-sample", title=EN_TITLE, bylines=("Jonas Vael", "Irja Tomm"), outlet="Norwick Gazette", published="2019-10-17",
        language="en", direction="ltr", text=text, paragraphs=paragraphs,
        evidence={"title": (Evidence(origin="h1", value=EN_TITLE),), "published": (Evidence(origin="time", value="2019-10-17"),)},
    )  # fmt: skip
    entities = (
        Entity(id="e1", kind="outlet", name="The Harbour Post", mentions=(s("The Harbour Post"),)),
        Entity(id="e2", kind="anonymous", name="a source close to the inquiry", mentions=(s("a source close to the inquiry"),)),
        Entity(id="e3", kind="group", name="investigators", mentions=(s("investigators"),)),
        Entity(id="e4", kind="person", name="Mira Holt", role="Colonel, a spokeswoman for the fire service", mentions=(s("Colonel Mira Holt"),)),
        Entity(id="e5", kind="organisation", name="Crystal Coast Holdings", names={"ar": "بلور الساحل القابضة"}, mentions=(s("Crystal Coast Holdings"),)),
        Entity(id="e6", kind="person", name="Edda Marsh", role="the union's president", mentions=(s("Edda Marsh"),)),
    )  # fmt: skip
    attributions = (
        Attribution(id="A1", type="mixed", content=(Span(s("investigators suspect").start, s("after the fire”").end),),
                    cue=(s("citing"), s("reported")), source=(s("a source close to the inquiry"),), speaker="e2", anonymous=True,
                    source_class="anonymous", confidence=0.9, rule="en.chain.citing"),
        Attribution(id="A2", type="direct", content=(Span(s("the safety records").start, s("after the fire").end),), cue=(s("suspect"),),
                    source=(s("investigators"),), speaker="e3", source_class="group", stance="alleges", parent="A1", confidence=0.8, rule="en.cue.suspect"),
        Attribution(id="A3", type="direct", content=(s("We got there in nine minutes,"), Span(s("The back doors").start, s("had a key.").end)),
                    cue=(s("said"),), source=(s("Colonel Mira Holt, a spokeswoman for the fire service"),), speaker="e4", confidence=0.97, rule="en.cue.said.vs"),
        Attribution(id="A4", type="indirect", content=(Span(s("her crews").start, s("from the east").end),), cue=(s("added"),), source=(s("She"),),
                    speaker="e4", speaker_from="inferred", hedges=(s("perhaps"),), confidence=0.88, rule="en.cue.added"),
        Attribution(id="A5", type="indirect", content=(s("it had hidden any document"),), cue=(s("denied"),),
                    source=(s("Crystal Coast Holdings, which owns the mill"),), speaker="e5", source_class="organisation", stance="denies",
                    confidence=0.9, rule="en.cue.denied"),
        Attribution(id="A6", type="indirect", content=(Span(s("an internal report").start, s("worn valves").end),), cue=(s("It was said"),), source=(),
                    source_class="impersonal", confidence=0.8, rule="en.cue.passive"),
        Attribution(id="A7", type="indirect", content=(s("it be published in full"),), cue=(s("demanded"),), source=(s("The union's president, Edda Marsh"),),
                    speaker="e6", stance="demands", confidence=0.85, rule="en.cue.demanded"),
    )  # fmt: skip
    page = Link(entity=None, name="Norwick Gazette", act="publishes", date="2019-10-17", rule="chain.page")
    post = Link(entity="e1", name="The Harbour Post", act="reports", date="2019-10-16", rule="chain.cue")
    leak = Link(entity="e2", name="a source close to the inquiry", act="says", rule="chain.cue")
    chains = (
        Chain(attribution="A1", links=(page, post, leak), flags=("anonymous-link",)),
        Chain(attribution="A2", links=(page, post, leak, Link(entity="e3", name="investigators", act="suspects", rule="chain.cue")), flags=("anonymous-link",)),
        Chain(attribution="A3", links=(page, Link(entity="e4", name="Mira Holt", act="says", rule="chain.cue"))),
        Chain(attribution="A4", links=(page, Link(entity="e4", name="Mira Holt", act="says", rule="chain.cue"))),
        Chain(attribution="A5", links=(page, Link(entity="e5", name="Crystal Coast Holdings", act="denies", rule="chain.cue"))),
        Chain(attribution="A6", links=(page, Link(entity=None, name="it was said", act="says", rule="chain.cue")), flags=("anonymous-link",)),
        Chain(attribution="A7", links=(page, Link(entity="e6", name="Edda Marsh", act="demands", rule="chain.cue"))),
    )  # fmt: skip
    sentences = _sentences(
        text,
        [
            ("The fire at … fifty years.", "own", 0.9, ("number", "superlative")),
            ("The company had … three warnings.", "own", 0.88, ("number", "accusation", "named-actor")),
            ("The Harbour Post, … the fire”.", "mixed", 0.0, ()),
            ("“We got … a key.”", "attributed", 0.0, ()),
            ("She added … the east.", "attributed", 0.0, ()),
            ("Crystal Coast … any document.", "attributed", 0.0, ()),
            ("It accused … cannot show”.", "mixed", 0.2, ("accusation",)),
            ("It was … worn valves.", "attributed", 0.0, ()),
            ("The union's … in full.", "attributed", 0.0, ()),
        ],
    )
    return Analysis(
        article=article,
        attributions=attributions,
        entities=entities,
        dates=(
            DateMention(span=s("16 October"), value="2019-10-16", precision="day", stated=False,
                        original=Original(calendar="gregorian", value="16 October"), anchor="2019-10-17", clock="report", rule="date.day-month"),
            DateMention(span=s("2014"), value="2014", precision="year", original=Original(calendar="gregorian", value="2014"), clock="event", rule="date.year"),
        ),
        chains=chains,
        sentences=sentences,
        verdicts=(
            Verdict(id="V1", attribution="A2", verdict="altered", reason="one number differs", source=SourceRef(article="x1", url="https://post.example/1"),
                    passages=(Passage(content_span=attributions[1].content[0], source_span=Span(10, 60)),),
                    changes=(Change(kind="number", content_span=s("two days"), source_span=Span(40, 50)),),
                    searched=Searched(articles=12, terms=("safety records",)), rule="verify.align"),
            Verdict(id="V2", attribution="A5", verdict="not-checked", reason="no stored article names this source", rule="verify.none"),
        ),
        stats=count(text, attributions, chains, sentences),
        engine=Engine(version="0.1.0", packs={"en": "1"}),
    )  # fmt: skip


HOSTILE = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> \u202eevil\u2066 \x1b[31mred\x00 {n} javascript:alert(3)"
)


def hostile() -> Analysis:
    """The English analysis with hostile strings wherever a page can put one."""
    base = english()
    tail = f"\n\n{HOSTILE} said {HOSTILE}."
    text = base.article.text + tail
    start = len(base.article.text) + 2
    content = Span(start + len(HOSTILE) + 6, len(text) - 1)
    article = structs.replace(
        base.article, id=HOSTILE, url="javascript:alert(4)", canonical_url='https://x.example/"><script>alert(5)</script>', title=HOSTILE,
        bylines=(HOSTILE,), outlet=HOSTILE, published=HOSTILE, text=text, paragraphs=(*base.article.paragraphs, Span(start, len(text))),
        evidence={HOSTILE: (Evidence(origin=HOSTILE, value=HOSTILE),)}, furniture=(Furniture(kind=HOSTILE, text=HOSTILE),),
        comments=(Comment(id=HOSTILE, author=HOSTILE, date=HOSTILE, text=HOSTILE, parent=HOSTILE),),
        read=ReadState(status="degraded", reason=HOSTILE),
    )  # fmt: skip
    return structs.replace(
        base,
        article=article,
        attributions=(
            *base.attributions,
            Attribution(id=HOSTILE, type="direct", content=(content,), cue=(Span(content.start - 5, content.start - 1),),
                        source=(Span(start, start + len(HOSTILE)),), speaker="eh", parent="nobody", confidence=0.5, rule=HOSTILE),
        ),
        entities=(*base.entities, Entity(id="eh", kind="person", name=HOSTILE, role=HOSTILE, names={"ar": HOSTILE}, ids={"x": HOSTILE})),
        chains=(*base.chains, Chain(attribution=HOSTILE, flags=(HOSTILE, "possible-shared-origin"),
                links=(Link(entity=None, name=HOSTILE, act=HOSTILE, date=HOSTILE, rule=HOSTILE), Link(entity="eh", name=HOSTILE, act=HOSTILE, rule=HOSTILE)))),
        republication=(Republication(kind="translated", name=HOSTILE, by=HOSTILE, url="javascript:alert(6)", date=HOSTILE, language=HOSTILE, rule=HOSTILE),),
        sentences=(*base.sentences, Sentence(span=Span(start, len(text)), voice="own", checkable=1.0, reasons=(HOSTILE,))),
        warnings=(Warn(code=HOSTILE, message=HOSTILE, span=Span(start, start + 5)),),
        engine=Engine(version=HOSTILE, packs={HOSTILE: HOSTILE}),
    )  # fmt: skip
