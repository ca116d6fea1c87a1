"""Plain text: words, and just enough signs to see what they are."""

from dataclasses import replace

from tests.translations.editions.samples import HEBREW, RUSSIAN
from tests.translations.editions.whole import UKRAINIAN
from translations.editions import OUTPUTS
from translations.editions.base import Edition


def written(edition: Edition) -> str:
    return OUTPUTS["text"].write(edition).decode()


def test_a_page_in_plain_text() -> None:
    told, _, signature = written(replace(RUSSIAN, draft=True)).partition("document:")

    assert (
        told
        == """\
[Черновик, не для публикации · Draft, not for publication]

Слова и вещи
============

Авторы программы

1 марта 2025\N{NO-BREAK SPACE}г.

Почему слово значит больше, чем вещь?

[Предисловие]

Наше примечание.

* * *

Вопрос: Почему так?

Ответ: Читайте это (https://example.org/a?b=1&c=2): 5 < 7 & «так». [не переведено: Not yet.]

Правила
-------

1. раз
   - глубже
2. два

> Строка
> вторая
>
> > внутри

* * *

    if a < b:
        pass

Пишите a<b.

О спорных словах
----------------

Как в этом издании переданы спорные слова.

- ополчение, народное ополчение (opolchenie): Слово говорящего.

* * *

Перевод: Отдел <переводов>
Оригинал: Words & Things (https://example.org/words)
Опубликовано вопреки: Одно слово оспорено.

"""
    )
    assert signature.endswith("\n")


def test_a_page_without_a_title_block_or_a_link_has_what_there_is() -> None:
    told = written(replace(HEBREW, blocks=(), source_link="", draft=True, language="en"))

    assert told.startswith("[Draft, not for publication]\n\nמילים ודברים\n============\n\n* * *")
    assert "Original: Words & Things\n" in told


def test_notes_and_the_apparatus_stand_below_the_text() -> None:
    told = written(UKRAINIAN).partition("Опісля")[2].partition("document:")[0]

    assert (
        told.replace("\N{NO-BREAK SPACE}", "~")
        == """
------

Міст з’явився згодом.

Примітки до перекладу
---------------------

[1] Так кажуть на півдні; на півночі цю назву вважають чужою. —~Прим.~перекл.
[2] Так кажуть на півночі. —~Прим.~перекл.

Про переклад
------------

Ми зберегли обидві назви: кожна належить тому, хто нею говорить.

Про спірні слова
----------------

Як у цьому виданні передано спірні слова.

- Берег, другий берег (the Bank): Слово того, хто говорить.
  - В інших виданнях: німецька: das Ufer; російська: Берег; іврит: הגדה
  - Джерела: Словник річкових назв, с. 12 (https://example.org/names); Розмови на поромі

Винятки
-------

Де це видання відступає від свого стилю й чому.

- Числа: двічі на день — В оригіналі число написано словом. (Гурток читачів)

Версії цього видання
--------------------

- Версія 2, 1 березня 2025~р.: Виправлено назву берега.
  - Було: другий бік; Стало: другий берег
  - Стало: Міст з’явився згодом.
  - Було: Зайве речення.
- Версія 1, 15 січня 2025~р.

* * *

Текст: Читацький гурток «Річка»
Переклад: Бюро перекладів «Пором»
Перевірка перекладу: Гурток читачів
Оригінал: Two Banks of One River (https://example.org/two-banks)
Видавець: Видавництво «Берег», Київ
ISBN: 978-3-16-148410-0
DOI: 10.1000/182 (https://doi.org/10.1000/182)
Ліцензія: CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)
Права: Права на оригінал належать читацькому гуртку.
Опубліковано попри: Одне слово лишилося спірним.

"""
    )
    assert "Дехто зве другий берег Берегом[1], дехто — Стороною[2]." in written(UKRAINIAN)
