r"""The language in which people are answered: sentences, how many of something, days, numbers.

    t("{gap} of {total} missing", gap=7, total=23)
    counted(7, "{count} treaty", "{count} treaties")

The English text stands where it is used and is its own key. A sentence is one call, whole: made of
pieces it could not be translated. Where one English text has two meanings, what it means stands
before it: "total\4Of". Another language is a catalogue, as docs/languages.md tells; gettext reads
it, and is loaded for it alone. JSON and CSV take nothing from here.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from string import Formatter

ENGLISH = "en"
ALL = "all"
"""Every language there is: what only a site can be asked for."""

code = ENGLISH
"""The language in use, as ISO 639 has it."""

translate: Callable[[str], str] | None = None
"""Gives an English text in the language in use, as ``gettext`` does; None leaves it English.

No context variable: importing those is counted at every start.
"""

translate_counted: Callable[[str, str, int], str] | None = None
"""As ``ngettext`` does: of a text for one and one for several the form that the number asks for."""

_DOMAIN = "ratgap"
_LONG = "January February March April May June July August September October November December"
_SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_ALONE = "Jan, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov, Dec"
"""Months within a day, in full and short; and short where no day stands before them."""


class UnknownLanguage(ValueError):  # noqa: N818
    """The language asked for is none of those there are; the message names them."""


def t(english: str, /, **values: object) -> str:
    """Return the sentence ``english`` in the language in use, its places filled with ``values``."""
    # Of nothing a catalogue has its own head.
    translated = translate(english) if translate and english else english
    sentence = translated.rpartition("\4")[2]
    return _filled(sentence, values) if values else sentence


def counted(count: int, one: str, several: str, /, **values: object) -> str:
    """Return ``one`` or ``several`` in the language in use, whichever ``count`` asks for.

    A text tells one number of things: one that tells two is made of what each of them comes to.
    """
    if translate_counted:
        return _filled(translate_counted(one, several, count), {"count": count, **values})
    return t(one if count == 1 else several, count=count, **values)


def mark(english: str) -> str:
    """Return ``english``, which ``t`` is given later: who gathers what to translate finds it."""
    return english


def _filled(sentence: str, values: Mapping[str, object]) -> str:
    """English sentences tell days as tables do, by ISO 8601; others as their language does."""
    if code == ENGLISH:
        return sentence.format(**values)
    # The stop of an abbreviation is that of the sentence too.
    return re.sub(r"(?<=\w)\.\.(?=\s|$)", ".", _formatter().format(sentence, **values))


@cache
def _formatter() -> "Formatter":
    from string import Formatter

    class InLanguage(Formatter):
        def format_field(self, value: object, spec: str) -> str:
            if isinstance(value, date) and not spec:
                return long_day(value)
            return str(super().format_field(value, spec))

    return InLanguage()


def long_day(day: date) -> str:
    """Return "1 January 2026" in the language in use."""
    return _day(day, t(_LONG))


def short_day(day: date) -> str:
    """Return "1 Jan 2026" in the language in use."""
    return _day(day, t(_SHORT))


def _day(day: date, months: str) -> str:
    number = t("1") if day.day == 1 else str(day.day)  # French counts the first alone: 1er
    month = months.split()[day.month - 1]
    return t("{day} {month} {year}", day=number, month=month, year=day.year)


def short_month(day: date) -> str:
    """Return "Jan 2026" in the language in use."""
    month = t(_ALONE).split(", ")[day.month - 1]
    return t("{month} {year}", month=month, year=day.year)


def after_de(name: str) -> str:
    """Return the French ``name``, which begins with its article if it has one, behind "de"."""
    for article, joined in (("le ", "du "), ("les ", "des ")):
        if name.startswith(article):
            return joined + name.removeprefix(article)
    return f"d'{name}" if name[0] in "AEIOUYÀÂÉÈÊËÎÏÔÛ" else f"de {name}"


def percent(share: float) -> str:
    """Return ``share`` of 1 in whole per cent."""
    return t("{number}%", number=f"{share * 100:.0f}")


def tenths(number: float) -> str:
    """Return ``number`` with one digit after the sign of decimals."""
    whole, tenth = f"{number:.1f}".split(".")
    return t("{whole}.{tenth}", whole=whole, tenth=tenth)


def _folders() -> Iterator[Path]:
    """Yield where catalogues are: the folder that RATGAP_LOCALE names goes before our own."""
    given = os.environ.get("RATGAP_LOCALE")
    if given:
        yield Path(given)
    yield Path(__file__).parent / "locale"


def known() -> tuple[str, ...]:
    """Return the languages that there are, English first."""
    catalogues = (path for folder in _folders() for path in folder.glob(f"*/*/{_DOMAIN}.mo"))
    return tuple(dict.fromkeys((ENGLISH, *sorted(path.parts[-3] for path in catalogues))))


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Have everything said in ``language`` meanwhile. Raises ``UnknownLanguage``."""
    global code, translate, translate_counted
    import gettext

    if language not in known():
        raise UnknownLanguage(
            t('no language "{language}": there are {known}', language=language, known=_listed())
        )
    before = code, translate, translate_counted
    domain, asked = gettext.textdomain(), os.environ.get("LANGUAGE")
    code, translate, translate_counted = language, None, None
    if language != ENGLISH:
        folder = next(f for f in _folders() if (f / language).is_dir())
        catalogue = gettext.translation(_DOMAIN, folder, [language])
        translate, translate_counted = catalogue.gettext, catalogue.ngettext
        # The words of typer itself, such as "Usage:", come by way of these.
        gettext.bindtextdomain(_DOMAIN, folder)
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        code, translate, translate_counted = before
        gettext.textdomain(domain)
        os.environ.pop("LANGUAGE")
        if asked is not None:
            os.environ["LANGUAGE"] = asked


def single(asked: str | None) -> None:
    """Raise ``UnknownLanguage`` where ``asked`` is all of them: one was heeded already."""
    if asked == ALL:
        raise UnknownLanguage(
            t("--lang all is for site, and stands after it: ratgap site OUT --lang all")
        )


def catalogue(domain: str, folder: Path) -> Callable[[str], str]:
    """Return what gives a text of ``domain`` in the language in use, by the catalogues there.

    A text without a translation is given back as it is; so is the empty one.
    """
    from gettext import translation

    given = translation(domain, folder, [code], fallback=True).gettext
    return lambda text: given(text) if text else text


def _listed() -> str:
    return ", ".join(known())


def wanted(arguments: Sequence[str]) -> str:
    """Return the language asked for by ``--lang``, by RATGAP_LANG, by the locale; or English.

    It is needed before a command is built, whose help and complaints are in it.
    """
    asked = os.environ.get("RATGAP_LANG", "")
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=False):
        if argument == "--":
            break
        if argument == "--lang" or argument.startswith("--lang="):
            given = argument.partition("=")[2] or following
            asked = asked if given == ALL else given
    if asked:
        return _base(asked)
    # As GNU gettext does: LANGUAGE counts where there is a locale that is not C.
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    if _base(locale) in ("", "c", "posix", ENGLISH):
        return ENGLISH
    several = (os.environ.get("LANGUAGE") or locale).split(":")
    return next((base for base in map(_base, several) if base in known()), ENGLISH)


def _base(locale: str) -> str:
    """Return the language of ``locale``: "fr" of "fr_CA.UTF-8"."""
    for sign in "_-.@":
        locale = locale.partition(sign)[0]
    return locale.strip().lower()
