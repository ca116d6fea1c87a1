"""Plain text: words, and just enough signs to see what they are."""

from dataclasses import replace

from tests.translations.editions.samples import HEBREW, RUSSIAN
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

2025-03-01

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
